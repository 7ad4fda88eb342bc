import { CLOSE_REASONS, type CloseReason } from '../../../core/service-request/status.ts';
import type { RequestPageProps } from './RequestPage.tsx';

/** What was entered before a refusal. */
export interface CloseState {
  open: boolean;
  reason: CloseReason | undefined;
}

/** Reasons a person may give; INCIDENT_UNLINKED is what unlinking says by itself. */
export const MANUAL_REASONS = CLOSE_REASONS.filter((reason) => reason !== 'INCIDENT_UNLINKED');

/** Closing by hand: opened first, then a reason and its consequence, then the button. */
export function CloseForm({ page, request, incident, close }: RequestPageProps) {
  const { t } = page;
  return (
    <details class="panel disclosure" open={close.open} id="close" hx-morph-skip>
      <summary>{t('close.open')}</summary>
      <form class="form-stack" method="post" action={`/requests/${request.id}/close`}>
        <label class="field">
          <span class="field-label">{t('close.reason')}</span>
          <select class="select" name="reason" required>
            <option value="">{t('close.reason.choose')}</option>
            {MANUAL_REASONS.map((reason) => (
              <option value={reason} selected={reason === close.reason}>
                {t(`reason.${reason}`)}
              </option>
            ))}
          </select>
        </label>
        <p class="text-faint">
          {incident !== null && incident.closedAt === null
            ? t('close.consequence.incident', { number: incident.number })
            : t('close.consequence')}
        </p>
        <button type="submit" class="btn btn-error">
          {t('close.submit')}
        </button>
      </form>
    </details>
  );
}
