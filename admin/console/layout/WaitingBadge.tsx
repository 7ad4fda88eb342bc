import type { Page } from '../env.ts';

/** More than this is shown as "99+". */
export const WAITING_SHOWN = 99;

/** What may change the number. */
const TOPICS = [
  'servicerequest.opened',
  'servicerequest.triaged',
  'servicerequest.ordering',
  'servicerequest.closed',
  'servicerequest.merged',
  'servicerequest.unmerged',
];

/**
 * How many requests wait for triage. It is kept true by itself.
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
      hx-get="/live/waiting"
      hx-trigger="live"
      hx-swap="outerMorph"
      data-live={TOPICS.join(' ')}
      data-live-spread
    >
      <span aria-hidden="true">{count}</span>
      <span class="sr-only">{t('nav.waiting', { count })}</span>
    </span>
  );
}
