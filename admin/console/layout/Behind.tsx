import type { Page } from '../env.ts';
import { Icon } from './Icon.tsx';

/**
 * Says within a form that is kept while somebody fills it in (`data-keep`, see liveParts.js) that what it was made from
 * has changed, and shows it as it now is, with what was typed.
 */
export function Behind({ page }: { page: Page }) {
  return (
    <button type="button" class="btn btn-sm behind" data-catch-up>
      <Icon name="alert" />
      {page.t('live.behind')}
    </button>
  );
}
