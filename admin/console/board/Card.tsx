import type { BoardCard } from '../../../core/board/board.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { orderStateLabel } from '../layout/reasons.ts';
import { Time } from '../layout/Time.tsx';
import { channelLabel, initials, phoneLabel } from '../layout/words.ts';
import { serviceName } from '../requests/serviceName.ts';
import { AnswerMark } from '../sla/AnswerMark.tsx';
import type { TextKey } from '../texts.ts';
import type { BoardProps } from './BoardPage.tsx';
import { queryOf } from './boardQuery.ts';
import { TermBar } from './TermBar.tsx';

/**
 * One incident on the board. What it may be dragged to stands in its data: board.js lets it go nowhere else, and the
 * server none the less asks again.
 */
export function Card(props: BoardProps & { card: BoardCard }) {
  const { page, board, card } = props;
  const { t, language } = page;
  const service = serviceName(card, language) ?? card.serviceId;
  const customer = card.customerName ?? card.customerId;
  // Whoever has lanes to choose from may hand over what he may move.
  const mayGive = board.by !== null && card.nextSteps.length > 0;
  return (
    <article
      id={`c-${card.id}`}
      class={`board-card ${card.closedAt === null ? '' : 'board-card-done'}`}
      data-row
      data-card={card.id}
      data-from={card.step.id}
      data-to={card.nextSteps.map((step) => `${step.category}:${step.id}`).join(' ')}
      data-assignee={card.assigneeId ?? ''}
      data-give={mayGive ? '' : undefined}
      aria-label={`${card.number}, ${customer}`}
    >
      <div class="board-card-head">
        <a
          id={`h-${card.id}`}
          class="board-handle"
          href={`/incidents/${card.id}`}
          draggable="false"
          aria-describedby={`d-${card.id}`}
        >
          {card.number}
        </a>
        <PriorityMark page={page} priority={card.priority} />
        {card.massIncidentId !== null && (
          <span class="board-mass" title={t('board.mass')}>
            <Icon name="alert" class="size-3.5" />
            <span class="sr-only">{t('board.mass')}</span>
          </span>
        )}
        <Time page={page} at={card.closedAt ?? card.createdAt} as="age" class="board-age" />
      </div>
      <p class="board-customer" title={customer}>
        {customer}
      </p>
      <p class="board-service" title={service}>
        {service}
      </p>
      <TermBar page={page} card={card} />
      <AnswerMark page={page} of={card} />
      <p id={`d-${card.id}`} class="board-state">
        <span class="board-step" title={card.step.name[language]}>
          {card.step.name[language]}
        </span>
        {card.orderState !== null && (
          <span class="board-order" title={t('board.order', { id: card.orderId })}>
            <Icon name="order" class="size-3 shrink-0" />
            <span class="truncate">{orderStateLabel(card.orderState, t)}</span>
          </span>
        )}
      </p>
      <Foot {...props} />
    </article>
  );
}

function PriorityMark({ page, priority }: { page: Page; priority: string }) {
  if (priority === 'NORMAL') return null;
  const label = page.t(`priority.${priority}` as TextKey);
  return (
    <span class={`board-priority board-priority-${priority.toLowerCase()}`} title={label}>
      {label}
    </span>
  );
}

/** Where it came from, who has it, and what the reader may do with it. */
function Foot({ page, address, board, card }: BoardProps & { card: BoardCard }) {
  const { t } = page;
  const query = queryOf(address);
  const mayMove = card.nextSteps.length > 0;
  return (
    <div class="board-card-foot">
      <span class="board-channel" title={card.phone === null ? undefined : phoneLabel(card.phone)}>
        {channelLabel(card.channel)}
      </span>
      {board.by !== null && card.assigneeName !== null && (
        <span class="board-assignee" title={card.assigneeName}>
          <span class="board-avatar" aria-hidden="true">
            {initials(card.assigneeName)}
          </span>
          <span class={board.by === 'agent' ? 'sr-only' : 'truncate'}>{card.assigneeName}</span>
        </span>
      )}
      {card.mayTake && (
        <form method="post" action={`/board/${card.id}/take?${query}`} data-board-form>
          <button type="submit" class="board-act" data-hotkey="t" title={t('board.take')}>
            {t('board.take')}
          </button>
        </form>
      )}
      {mayMove && (
        <a
          id={`m-${card.id}`}
          class="board-act board-act-move"
          href={`/board/${card.id}/move?${query}`}
          draggable="false"
          aria-label={t('board.move.of', { number: card.number })}
          title={t('board.move')}
          data-move
          data-hotkey="m"
          data-hotkey-label={t('board.move')}
        >
          <Icon name="forward" class="size-3.5" />
        </a>
      )}
    </div>
  );
}
