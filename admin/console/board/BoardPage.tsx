import type { Board } from '../../../core/board/board.ts';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import type { BoardAddress } from './boardQuery.ts';
import { LiveBoard } from './Lanes.tsx';
import { LaningTabs, Toolbar } from './Toolbar.tsx';

export interface BoardProps {
  page: Page;
  address: BoardAddress;
  board: Board;
}

/** The board: an agent's own work, a supervisor's department in lanes. */
export function BoardPage(props: BoardProps) {
  const { page } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t('board.title')} section="board" scripts={['Sortable.min.js']}>
      <script src={page.assetUrl('board.js')} type="module"></script>
      <div class="page-head">
        <h1>{t('board.title')}</h1>
        <LiveState page={page} />
        <Toolbar {...props} />
      </div>
      <LaningTabs {...props} />
      <p class="sr-only">{t('board.keys')}</p>
      <div id="board-alert" aria-live="assertive"></div>
      {(['failed', 'gone'] as const).map((why) => (
        <template id={`board-${why}`}>
          <Alert tone="error">{t(`board.${why}`)}</Alert>
        </template>
      ))}
      <Said page={page} words="" />
      <LiveBoard {...props} />
      <dialog id="board-dialog" class="board-dialog" aria-label={t('board.move')}>
        <form method="dialog" class="board-dialog-close">
          <button type="submit" class="tool-button" aria-label={t('board.close')} title={t('board.close')}>
            <Icon name="close" />
          </button>
        </form>
        <div id="board-dialog-body"></div>
        <template id="board-dialog-waits">
          <div class="board-waits" role="status">
            <span class="sr-only">{t('board.loading')}</span>
            <span class="board-bone"></span>
            <span class="board-bone"></span>
            <span class="board-bone"></span>
          </div>
        </template>
      </dialog>
    </Layout>
  );
}

/** What has just been done, for who does not see the card move. */
export function Said({ page, words, oob = false }: { page: Page; words: string; oob?: boolean }) {
  return (
    <p
      id="board-said"
      class="sr-only"
      role="status"
      aria-label={page.t('board.title')}
      hx-swap-oob={oob ? 'true' : undefined}
    >
      {words}
    </p>
  );
}
