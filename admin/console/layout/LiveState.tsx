import type { Page } from '../env.ts';

/** Says that a page refreshes itself, or that it lost the server; liveParts.js turns it. */
export function LiveState({ page }: { page: Page }) {
  return (
    <p class="live-state" role="status" data-live-state>
      <span class="live-on">{page.t('live.on')}</span>
      <span class="live-off">{page.t('live.off')}</span>
      <span class="live-none">{page.t('live.none')}</span>
    </p>
  );
}
