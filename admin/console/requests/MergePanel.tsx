import type { RelatedRequest } from '../../../core/service-request/listRelated.ts';
import type { Page } from '../env.ts';
import { Time } from '../layout/Time.tsx';
import { channelLabel } from '../layout/words.ts';
import type { RequestPageProps } from './RequestPage.tsx';

/** What was entered to merge a request. */
export interface MergeState {
  open: boolean;
  /** Id of a suggested request. */
  intoId: string | undefined;
  /** Or the number of any. */
  number: string;
}

/** Merging a duplicate: the open requests of the same customer to choose from, or a number; what it does, the button. */
export function MergePanel({ page, request, incident, related, merge }: RequestPageProps) {
  const { t } = page;
  const closesIncident = incident !== null && incident.closedAt === null;
  return (
    <details class="panel disclosure" id="merge" open={merge.open} hx-morph-skip>
      <summary data-hotkey="d">{t('work.merge')}</summary>
      <form class="form-stack" method="post" action={`/requests/${request.id}/merge`}>
        {related.length > 0 && (
          <fieldset class="field">
            <legend class="field-label">{t('work.merge.suggest')}</legend>
            <div class="choices">
              {related.map((each) => (
                <Candidate page={page} request={each} chosen={each.id === merge.intoId} />
              ))}
            </div>
          </fieldset>
        )}
        <label class="field">
          <span class="field-label">{t(related.length > 0 ? 'work.merge.number' : 'work.merge.into')}</span>
          <input
            class="text-field"
            name="number"
            value={merge.number}
            placeholder="SR-000042"
            autocomplete="off"
            maxlength={20}
          />
        </label>
        <div class="text-faint grid gap-1">
          <p>{t('work.merge.hint')}</p>
          {closesIncident && <p>{t('work.merge.incident', { number: incident.number })}</p>}
          {request.orderId !== null && <p>{t('work.merge.order', { order: request.orderId })}</p>}
        </div>
        <button type="submit" class="btn btn-primary w-fit">
          {t('work.merge.submit')}
        </button>
      </form>
    </details>
  );
}

function Candidate({ page, request, chosen }: { page: Page; request: RelatedRequest; chosen: boolean }) {
  const { t, language } = page;
  const service = language === 'en' ? request.serviceNameEn : request.serviceName;
  return (
    <label class="choice">
      <input
        type="radio"
        class="radio radio-sm radio-primary"
        name="intoId"
        value={request.id}
        checked={chosen}
      />
      <span class="min-w-0">
        <span class="choice-name">
          {request.number} · {t(`status.${request.status}`)}
        </span>
        <span class="choice-note">
          {service ?? t('list.noService')} · {channelLabel(request.channel, t)} ·{' '}
          <Time page={page} at={request.createdAt} as="ago" />
        </span>
        {request.opens ? (
          <span class="choice-note line-clamp-2">{request.text ?? t('list.noText')}</span>
        ) : (
          <span class="choice-note">{t('work.merge.colleague')}</span>
        )}
      </span>
    </label>
  );
}
