import type { Supporter } from '../../../core/incident/readSupporters.ts';
import type { Page } from '../env.ts';
import { Behind } from '../layout/Behind.tsx';
import { Icon } from '../layout/Icon.tsx';
import { groupLabel } from '../layout/words.ts';
import type { IncidentPageProps } from './IncidentPage.tsx';
import type { IncidentData } from './loadIncident.ts';

/** Characters; the same limit as core's. */
const LONGEST_NOTE = 500;

/** Hands the incident to a person, with what he has to do already, or to a work group. */
export function TransferForm(props: IncidentPageProps & { targets: NonNullable<IncidentData['targets']> }) {
  const { page, incident, targets, forms } = props;
  const { t } = page;
  const chosen = forms.transfer?.to;
  const isColleague = (each: Supporter) =>
    incident.workGroupId !== null && each.workGroupIds.includes(incident.workGroupId);
  const colleagues = targets.people.filter(isColleague);
  const others = targets.people.filter((each) => !isColleague(each));
  return (
    <details class="action-fold" open={forms.transfer !== null}>
      <summary class="action-summary" data-hotkey="h">
        <Icon name="forward" />
        {t('work.transfer')}
      </summary>
      <form
        id="transfer-form"
        class="action-body"
        method="post"
        action={`/incidents/${incident.id}/transfer`}
        data-send
        data-keep={`${incident.workGroupId} ${incident.assigneeId} ${incident.closedAt}`}
      >
        <Behind page={page} />
        <input type="hidden" name="from" value={incident.assigneeId ?? ''} autocomplete="off" />
        <input type="hidden" name="fromGroup" value={incident.workGroupId ?? ''} autocomplete="off" />
        <label class="field">
          <span class="field-label">{t('work.transfer.to')}</span>
          <select class="select select-sm" name="to" required>
            <option value="">{t('work.transfer.choose')}</option>
            <optgroup label={t('work.transfer.groups')}>
              {targets.groups.map((group) => (
                <option value={`group:${group}`} selected={chosen === `group:${group}`}>
                  {groupLabel(group, t)}
                </option>
              ))}
            </optgroup>
            <People page={page} label={t('work.transfer.colleagues')} people={colleagues} chosen={chosen} />
            <People page={page} label={t('work.transfer.others')} people={others} chosen={chosen} />
          </select>
        </label>
        <label class="field">
          <span class="field-label">{t('work.transfer.note')}</span>
          <textarea
            class="note-field"
            name="note"
            rows={2}
            maxlength={LONGEST_NOTE}
            placeholder={t('work.transfer.note.placeholder')}
          >
            {forms.transfer?.note ?? ''}
          </textarea>
        </label>
        <button type="submit" class="btn btn-sm btn-primary">
          {t('work.transfer.submit')}
        </button>
      </form>
    </details>
  );
}

function People(props: { page: Page; label: string; people: Supporter[]; chosen: string | undefined }) {
  const { page, label, people, chosen } = props;
  if (people.length === 0) return null;
  return (
    <optgroup label={label}>
      {people.map((person) => (
        <option value={`user:${person.id}`} selected={chosen === `user:${person.id}`}>
          {page.t('work.transfer.person', { name: person.name, open: String(person.open) })}
        </option>
      ))}
    </optgroup>
  );
}
