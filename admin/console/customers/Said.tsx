import type { Page } from '../env.ts';

/** What was said, to who may read it; else that it is a colleague's. */
export function Said({ page, text, opens }: { page: Page; text: string | null; opens: boolean }) {
  const { t } = page;
  if (!opens) {
    return (
      <span class="text-faint" title={t('customer.hidden')}>
        {t('customer.hidden.short')}
      </span>
    );
  }
  return <>{text ?? <span class="text-faint">{t('list.noText')}</span>}</>;
}
