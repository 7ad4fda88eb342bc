import type { Page } from '../env.ts';

/** More than this is shown as "99+". */
export const WAITING_SHOWN = 99;

/**
 * How many requests wait for triage.
 * @param props.oob true inside a refreshed part: htmx then puts it in its place in the bar.
 */
export function WaitingBadge({ page, oob = false }: { page: Page; oob?: boolean }) {
  const { waiting, t } = page;
  const count = waiting > WAITING_SHOWN ? `${WAITING_SHOWN}+` : String(waiting);
  return (
    <span
      id="waiting"
      class="count"
      hidden={waiting === 0}
      title={t('nav.waiting', { count })}
      hx-swap-oob={oob ? 'true' : undefined}
    >
      <span aria-hidden="true">{count}</span>
      <span class="sr-only">{t('nav.waiting', { count })}</span>
    </span>
  );
}
