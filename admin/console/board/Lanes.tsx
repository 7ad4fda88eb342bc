import type { BoardLane } from '../../../core/board/board.ts';
import { CATEGORIES } from '../../../core/business-process/process.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { groupLabel, initials } from '../layout/words.ts';
import type { BoardProps } from './BoardPage.tsx';
import { boardUrl, laneName } from './boardQuery.ts';
import { Column } from './Column.tsx';
import { NoCards } from './NoCards.tsx';

/** What changes a card: its incident, its request, its order, its term. */
const TOPICS = ['incident', 'servicerequest', 'order', 'sla', 'massincident'];

/** The part of the board that refreshes itself: all its lanes. */
export function LiveBoard(props: BoardProps & { oob?: boolean }) {
  const { page, board, address, oob } = props;
  const alone = board.by === null || address.lane !== undefined;
  const empty = board.lanes.every(isEmpty);
  // Nothing can be given to nobody: without cards his lane is of no use.
  const lanes = alone ? board.lanes : board.lanes.filter((lane) => lane.id !== '' || !isEmpty(lane));
  return (
    <LiveSection page={page} label={page.t('board.title')} id="board" topics={TOPICS} oob={oob}>
      {!alone && lanes.length > 0 && <Headings page={page} />}
      {lanes.map((lane) => (
        <Lane {...props} lane={lane} alone={alone} />
      ))}
      {empty && <NoCards {...props} />}
      <LanePager {...props} />
    </LiveSection>
  );
}

function isEmpty(lane: BoardLane): boolean {
  return lane.columns.every((column) => column.count === 0);
}

/** The columns' names, once for all lanes. */
function Headings({ page }: { page: Page }) {
  return (
    <div class="board-headings" aria-hidden="true">
      {CATEGORIES.map((category) => (
        <span class={`board-heading board-${category.toLowerCase()}`}>{page.t(`category.${category}`)}</span>
      ))}
    </div>
  );
}

function Lane(props: BoardProps & { lane: BoardLane; alone: boolean }) {
  const { page, lane, alone } = props;
  const name = laneLabel(page, lane);
  return (
    <section
      id={`lane-${lane.kind}-${lane.id}`}
      class="board-lane"
      aria-label={name}
      data-lane={lane.id}
      data-lane-kind={lane.kind}
    >
      {(lane.kind === 'agent' || lane.kind === 'group') && <LaneHead {...props} name={name} />}
      {/* On a phone it scrolls sideways, and a lane may hold nothing else to focus. */}
      <div class={`board-columns ${alone ? 'board-columns-alone' : ''}`} tabindex={0}>
        {lane.columns.map((column) => (
          <Column {...props} column={column} />
        ))}
      </div>
    </section>
  );
}

function LaneHead({
  page,
  address,
  lane,
  alone,
  name,
}: BoardProps & { lane: BoardLane; alone: boolean; name: string }) {
  const { t } = page;
  const open = lane.columns.filter((column) => column.category !== 'DONE');
  const load = open.reduce((sum, column) => sum + column.count, 0);
  const count = open.every((column) => column.counted) ? String(load) : `${load}+`;
  return (
    <header class="board-lane-head">
      <span class={`board-avatar ${lane.id === '' ? 'board-avatar-nobody' : ''}`} aria-hidden="true">
        {lane.kind === 'agent' && lane.name !== null ? (
          initials(lane.name)
        ) : (
          <Icon name="inbox" class="size-3.5" />
        )}
      </span>
      <h2>{alone ? name : <a href={boardUrl(address, { lane: laneName(lane.id) })}>{name}</a>}</h2>
      <span class="board-load">{t('board.load', { count })}</span>
    </header>
  );
}

/** A lane's name in the reader's language. */
function laneLabel(page: Page, lane: Pick<BoardLane, 'id' | 'kind' | 'name'>): string {
  const { t } = page;
  if (lane.kind === 'own' || lane.kind === 'all') return t('board.title');
  if (lane.id === '') return t(lane.kind === 'agent' ? 'board.lane.nobody' : 'board.lane.noGroup');
  return lane.kind === 'group' ? groupLabel(lane.id, t) : (lane.name ?? lane.id);
}

function LanePager({ page, address, board }: BoardProps) {
  const { t } = page;
  if (board.nextLanes === null && address.lanes === undefined) return null;
  return (
    <nav class="pager" aria-label={t('board.lanes')}>
      {address.lanes !== undefined && (
        <a class="btn btn-sm" href={boardUrl(address)}>
          <Icon name="back" />
          {t('board.lanes.first')}
        </a>
      )}
      {board.nextLanes !== null && (
        <a class="btn btn-sm ml-auto" rel="next" href={boardUrl(address, { lanes: board.nextLanes })}>
          {t('board.lanes.next')}
          <Icon name="forward" />
        </a>
      )}
    </nav>
  );
}
