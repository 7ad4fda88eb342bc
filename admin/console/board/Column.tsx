import { type BoardColumn, type BoardLane, DONE_HOURS } from '../../../core/board/board.ts';
import { Icon } from '../layout/Icon.tsx';
import type { BoardProps } from './BoardPage.tsx';
import { boardUrl, columnName, laneName } from './boardQuery.ts';
import { Card } from './Card.tsx';

type ColumnProps = BoardProps & { lane: BoardLane; column: BoardColumn; alone: boolean };

/** One column of a lane: its count against its limit, and a page of its cards. */
export function Column(props: ColumnProps) {
  const { page, lane, column } = props;
  const name = column.category.toLowerCase();
  const id = `${lane.id}-${name}`;
  return (
    <section
      id={`col-${id}`}
      class={`board-column board-${name} ${isOver(column) ? 'board-over' : ''}`}
      aria-labelledby={`t-${id}`}
      data-column={column.category}
    >
      <ColumnHead {...props} id={`t-${id}`} />
      <div id={`list-${id}`} class="board-list" data-list>
        {column.cards.map((card) => (
          <Card {...props} card={card} />
        ))}
        <p id={`none-${id}`} class="board-none">
          {page.t('board.none')}
        </p>
      </div>
      <More {...props} />
    </section>
  );
}

function ColumnHead({ page, column, id }: ColumnProps & { id: string }) {
  const { t } = page;
  const over = isOver(column);
  const count = column.counted ? String(column.count) : `${column.count}+`;
  const { limit, held } = column;
  const hint =
    column.category === 'DONE'
      ? t('board.done.hint', { hours: DONE_HOURS })
      : limit === null
        ? undefined
        : t(over ? 'board.limit.over' : 'board.limit', { held, limit });
  return (
    <div class="board-column-head" title={hint}>
      <h3 id={id}>{t(`category.${column.category}`)}</h3>
      <span class="board-count">{count}</span>
      {limit !== null && (
        <span class="board-limit">
          {over && <Icon name="alert" class="size-3.5" />}
          <span aria-hidden="true">
            {held}&#8239;/&#8239;{limit}
          </span>
          <span class="sr-only">{hint}</span>
        </span>
      )}
    </div>
  );
}

/** Ways on: in a lane of its own to the next page of the column, else to the lane's own page. */
function More({ page, address, lane, column, alone }: ColumnProps) {
  const { t } = page;
  const name = columnName(column.category);
  const rest = column.count - column.cards.length;
  if (!alone) {
    if (column.nextCursor === null) return null;
    return (
      <a class="board-more" href={boardUrl(address, { lane: laneName(lane.id) })}>
        {t('board.more', { count: column.counted ? rest : `${rest}+` })}
      </a>
    );
  }
  const paged = address[name] !== undefined;
  if (!paged && column.nextCursor === null) return null;
  return (
    <div class="board-pages">
      {paged && <a href={boardUrl(address, pagesOf(address, name, undefined))}>{t('board.page.first')}</a>}
      {column.nextCursor !== null && (
        <a rel="next" href={boardUrl(address, pagesOf(address, name, column.nextCursor))}>
          {t('board.page.next')}
        </a>
      )}
    </div>
  );
}

/** Where every column stands, one of them moved on. */
function pagesOf(
  address: BoardProps['address'],
  name: ReturnType<typeof columnName>,
  cursor: string | undefined,
) {
  const { todo, doing, waiting, done } = address;
  return { todo, doing, waiting, done, [name]: cursor };
}

/** Over its limit a column warns; nothing is refused for it, work comes first. */
function isOver(column: BoardColumn): boolean {
  return column.limit !== null && column.held > column.limit;
}
