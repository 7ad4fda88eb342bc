import { Empty } from '../layout/Empty.tsx';
import type { BoardProps } from './BoardPage.tsx';
import { boardUrl } from './boardQuery.ts';

/** A board with no card: because of the filter, with the way out of it, or because nothing is to do. */
export function NoCards({ page, address, board }: BoardProps) {
  const { t } = page;
  const { service, priority, whose, q, lane } = address;
  const filtered = [service, priority, whose, q].some((each) => each !== undefined);
  if (filtered || board.lanes.length === 0) {
    const clear = {
      service: undefined,
      priority: undefined,
      whose: undefined,
      q: undefined,
      lane: undefined,
    };
    return (
      <Empty icon="search" title={t('board.empty.found')} hint={t('board.empty.found.hint')}>
        <a class="btn btn-sm mt-2" href={boardUrl(address, clear)}>
          {t('board.empty.clear')}
        </a>
      </Empty>
    );
  }
  const hint = board.by === null ? 'own' : lane === undefined ? 'department' : 'lane';
  return <Empty icon="inbox" title={t('board.empty')} hint={t(`board.empty.hint.${hint}`)} />;
}
