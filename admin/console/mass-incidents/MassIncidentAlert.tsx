import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { supervises } from '../layout/supervises.ts';

/**
 * A supervisor's word is wanted: shown on every page of his from its first paint, and as soon as a spike is proposed.
 * Other people get nothing.
 */
export function MassIncidentAlert({ page }: { page: Page }) {
  if (!supervises(page)) return null;
  return (
    <div
      id="mass-alert"
      aria-live="polite"
      hx-get="/mass-incidents/alert"
      hx-trigger="live, every 60s"
      hx-swap="innerMorph"
      hx-target="this"
      data-live="massincident"
    >
      <AlertWords page={page} {...page.proposals} />
    </div>
  );
}

/** What the alert says. @param props.only the proposal, where there is but one: the way leads straight to it. */
export function AlertWords({ page, count, only }: { page: Page; count: number; only: string | null }) {
  const { t } = page;
  if (count === 0) return null;
  return (
    <a class="mass-alert" href={only === null ? '/mass-incidents' : `/mass-incidents/${only}`}>
      <Icon name="alert" />
      <span>{t('mass.alert', { count })}</span>
      <Icon name="forward" class="size-3.5 shrink-0" />
    </a>
  );
}
