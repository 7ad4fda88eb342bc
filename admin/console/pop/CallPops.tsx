import type { Page } from '../env.ts';

/**
 * Where calls at one's own telephone appear, on every page, above it: pop.js fetches a panel for each. It is there from
 * the beginning, so that a screen reader speaks of what comes into it.
 */
export function CallPops({ page }: { page: Page }) {
  return (
    <section
      id="pop"
      class="pop"
      aria-label={page.t('pop.label')}
      aria-live="assertive"
      aria-relevant="additions"
      data-ringing={page.t('pop.title.ringing')}
    />
  );
}
