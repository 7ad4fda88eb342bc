import type { Page } from '../env.ts';

/** Says that a list refreshes itself, or that it lost the server; console.js turns it. */
export function LiveState({ page }: { page: Page }) {
  return (
    <p class="live-state" role="status" data-live-state>
      <span class="live-on">{page.t('live.on')}</span>
      <span class="live-off">{page.t('live.off')}</span>
    </p>
  );
}
