import { PRIORITIES } from '../../../../core/incident/priority.ts';
import type { Calendar } from '../../../../core/sla/calendar.ts';
import { ASSIGNMENTS, LIMITED, type WorkGroup } from '../../../../core/work-group/readWorkGroups.ts';
import type { Page } from '../../env.ts';
import type { Failure } from '../../failure.ts';
import { groupLabel } from '../../layout/words.ts';
import { SettingsPage } from '../SettingsPage.tsx';
import type { GroupForm } from './groupForm.ts';

/** One work group: what is set here, and who is in it, which Keycloak says. */
export function GroupPage(props: {
  page: Page;
  group: WorkGroup;
  form: GroupForm;
  calendars: Calendar[];
  failure: Failure | null;
}) {
  const { page, group, form, failure } = props;
  const { t, language } = page;
  return (
    <SettingsPage
      page={page}
      room="groups"
      title={groupLabel(group.id, t)}
      lead={t('settings.group.lead')}
      failure={failure}
      back={{ href: '/settings/groups', label: t('settings.nav.groups') }}
    >
      <div class="columns">
        <form
          class="panel form-stack column-main"
          method="post"
          action={`/settings/groups/${encodeURIComponent(group.id)}`}
        >
          <input type="hidden" name="version" value={String(form.version)} autocomplete="off" />
          <fieldset class="field">
            <legend class="field-label">{t('settings.group.assignment')}</legend>
            <div class="choices">
              {ASSIGNMENTS.map((assignment) => (
                <label class="choice">
                  <input
                    type="radio"
                    class="radio radio-sm"
                    name="assignment"
                    value={assignment}
                    checked={assignment === form.assignment}
                  />
                  <span>
                    <span class="choice-name">{t(`settings.assignment.${assignment}`)}</span>
                    <span class="choice-note">{t(`settings.assignment.${assignment}.hint`)}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <fieldset class="field">
            <legend class="field-label">{t('settings.group.limits')}</legend>
            <div class="limits">
              {LIMITED.map((column) => (
                <label class="field">
                  <span>{t(`category.${column}`)}</span>
                  <input
                    class="entry"
                    name={column}
                    value={form.limits[column]}
                    inputmode="numeric"
                    maxlength={5}
                    autocomplete="off"
                  />
                </label>
              ))}
            </div>
            <p class="text-faint text-xs">{t('settings.group.limits.hint')}</p>
          </fieldset>
          <label class="field">
            <span class="field-label">{t('settings.group.priority')}</span>
            <select class="select" name="priority">
              {PRIORITIES.map((priority) => (
                <option value={priority} selected={priority === form.priority}>
                  {t(`priority.${priority}`)}
                </option>
              ))}
            </select>
            <span class="text-faint text-xs">{t('settings.group.priority.hint')}</span>
          </label>
          <label class="field">
            <span class="field-label">{t('settings.group.calendar')}</span>
            <select class="select" name="calendarId">
              <option value="">{t('settings.group.calendar.none')}</option>
              {props.calendars.map((calendar) => (
                <option value={calendar.id} selected={calendar.id === form.calendarId}>
                  {calendar.name[language]}
                </option>
              ))}
            </select>
            <span class="text-faint text-xs">{t('settings.group.calendar.hint')}</span>
          </label>
          <div class="form-actions">
            <button type="submit" class="btn btn-primary">
              {t('settings.save')}
            </button>
            <a class="btn" href="/settings/groups">
              {t('settings.cancel')}
            </a>
          </div>
        </form>
        <aside class="column-side">
          <section class="panel" aria-labelledby="agents">
            <h2 id="agents" class="panel-title">
              {t('settings.group.agents')}
            </h2>
            {group.agents.length === 0 && <p>{t('settings.groups.nobody')}</p>}
            <ul class="grid gap-1">
              {group.agents.map((agent) => (
                <li class="wrap-anywhere">{agent.name}</li>
              ))}
            </ul>
            <p class="text-faint mt-3 text-xs">{t('settings.group.agents.hint')}</p>
          </section>
        </aside>
      </div>
    </SettingsPage>
  );
}
