import type { MassIncidentState } from '../../../core/mass-incident/massIncident.ts';
import type { Texts } from '../texts.ts';

const TONES: Record<MassIncidentState, string> = {
  PROPOSED: 'chip-warning',
  OPEN: 'chip-error',
  CLOSING: 'chip-info',
  CLOSED: 'chip-success',
  DISMISSED: 'chip-neutral',
};

/** Where a mass incident stands. */
export function StateBadge({ state, t }: { state: MassIncidentState; t: Texts }) {
  return <span class={`chip ${TONES[state]}`}>{t(`mass.state.${state}`)}</span>;
}
