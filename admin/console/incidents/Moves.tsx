import type { ProcessStep } from '../../../core/business-process/process.ts';
import { Icon } from '../layout/Icon.tsx';
import type { IncidentPageProps } from './IncidentPage.tsx';

/** The moves this person may make. One that closes is opened first, with its consequence, then confirmed. */
export function Moves(props: IncidentPageProps) {
  const { page, incident, nextSteps } = props;
  const { t, language } = page;
  if (incident.closedAt !== null) return <p class="text-faint mt-4">{t('incident.move.closed')}</p>;
  if (nextSteps.length === 0) return <p class="text-faint mt-4">{t('incident.move.none')}</p>;
  const onward = nextSteps.filter((step) => step.category !== 'DONE');
  const closing = nextSteps.filter((step) => step.category === 'DONE');
  return (
    <form class="moves" method="post" action={`/incidents/${incident.id}/move`} data-send>
      <input type="hidden" name="fromStep" value={incident.step} />
      <p class="field-label">{t('incident.move')}</p>
      <fieldset class="moves-row" aria-label={t('incident.move')} data-hotkey="m" data-hotkey-into>
        {onward.map((step) => (
          <button
            type="submit"
            name="step"
            value={step.id}
            class={`btn ${onward.length === 1 ? 'btn-primary' : ''}`}
          >
            {step.name[language]}
            <Icon name="forward" />
          </button>
        ))}
        {closing.map((step) => (
          <Closing {...props} step={step} />
        ))}
      </fieldset>
    </form>
  );
}

function Closing({ page, incident, step }: IncidentPageProps & { step: ProcessStep }) {
  const { t, language } = page;
  return (
    <details class="closing">
      <summary class="btn closing-summary" title={t('incident.move.closing')}>
        <Icon name="done" />
        {step.name[language]}…
      </summary>
      <div class="closing-body">
        <p>{t('incident.move.consequence', { number: incident.serviceRequestNumber })}</p>
        <button type="submit" name="step" value={step.id} class="btn btn-success">
          {t('incident.move.confirm')}
        </button>
      </div>
    </details>
  );
}
