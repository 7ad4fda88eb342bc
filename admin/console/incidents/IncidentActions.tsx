import { PRIORITIES } from '../../../core/incident/priority.ts';
import { Behind } from '../layout/Behind.tsx';
import { Icon } from '../layout/Icon.tsx';
import type { IncidentPageProps } from './IncidentPage.tsx';
import { TransferForm } from './TransferForm.tsx';

/** What this person may do to the incident beside moving it; nothing where he may do nothing. */
export function IncidentActions(props: IncidentPageProps) {
  const { page, mayTake, targets } = props;
  const { t } = page;
  if (!mayTake && targets === null) return null;
  return (
    <section class="panel" aria-labelledby="actions">
      <h2 id="actions" class="panel-title">
        {t('work.actions')}
      </h2>
      <div class="actions">
        {mayTake && <Take {...props} />}
        {targets !== null && (
          <>
            <PriorityForm {...props} />
            <TransferForm {...props} targets={targets} />
            <UnlinkForm {...props} />
          </>
        )}
      </div>
    </section>
  );
}

function Take({ page, incident }: IncidentPageProps) {
  return (
    <form method="post" action={`/incidents/${incident.id}/take`} data-send>
      <button type="submit" class="btn btn-primary w-full" data-hotkey="t">
        <Icon name="person" />
        {page.t('work.take')}
      </button>
    </form>
  );
}

function PriorityForm({ page, incident }: IncidentPageProps) {
  const { t } = page;
  return (
    <form
      id="priority-form"
      class="action-line"
      method="post"
      action={`/incidents/${incident.id}/priority`}
      data-send
      data-keep={incident.priority}
    >
      <label class="field">
        <span class="field-label">{t('incident.fact.priority')}</span>
        <select
          class="select select-sm"
          name="priority"
          data-hotkey="p"
          aria-label={t('work.priority.change')}
        >
          {PRIORITIES.toReversed().map((priority) => (
            <option value={priority} selected={priority === incident.priority}>
              {t(`priority.${priority}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="btn btn-sm">
        {t('work.priority.submit')}
      </button>
      <Behind page={page} />
    </form>
  );
}

/** Opened first, with its consequence, then confirmed: it works without a script. */
function UnlinkForm({ page, incident }: IncidentPageProps) {
  const { t } = page;
  return (
    <details class="action-fold">
      <summary class="action-summary" data-hotkey="u">
        <Icon name="close" />
        {t('work.unlink')}
      </summary>
      <form class="action-body" method="post" action={`/incidents/${incident.id}/unlink`} data-send>
        <p>{t('work.unlink.consequence', { number: incident.serviceRequestNumber })}</p>
        <button type="submit" class="btn btn-sm btn-error">
          {t('work.unlink.submit')}
        </button>
      </form>
    </details>
  );
}
