import type { Service } from '../../../../core/service-catalog/catalogue.ts';
import type { CalendarUse } from '../../../../core/sla/removeCalendar.ts';
import type { Page } from '../../env.ts';
import type { Failure } from '../../failure.ts';
import { Time } from '../../layout/Time.tsx';
import { durationLabel } from '../../sla/duration.ts';
import { SettingsPage } from '../SettingsPage.tsx';
import { CalendarRemoval } from './CalendarRemoval.tsx';
import { type CalendarForm, DAYS } from './calendarForm.ts';

/** Terms that show how a calendar counts. */
export const SAMPLES = [60, 480, 2400];

/** One calendar: the hours of a week, and the dates that differ. */
export function CalendarPage(props: {
  page: Page;
  /** Null: a new one. */
  id: string | null;
  title: string;
  form: CalendarForm;
  /** Ends of {@link SAMPLES} begun now; empty where the calendar is not in order. */
  ends: Date[];
  /** What counts by it; null for a new one. */
  use: CalendarUse | null;
  services: Service[];
  failure: Failure | null;
}) {
  const { page, id, form, ends, use } = props;
  const { t } = page;
  return (
    <SettingsPage
      page={page}
      room="sla"
      title={props.title}
      lead={t('sla.calendar.lead')}
      failure={props.failure}
      back={{ href: '/settings/sla', label: t('sla.settings') }}
    >
      <div class="columns">
        <form
          class="panel form-stack column-main"
          method="post"
          action={`/settings/sla/calendars/${id === null ? 'new' : encodeURIComponent(id)}`}
        >
          <input type="hidden" name="version" value={String(form.version)} autocomplete="off" />
          <div class="grid gap-4 sm:grid-cols-2">
            <Entry label={t('sla.calendar.name.ru')} name="nameRu" value={form.nameRu} required />
            <Entry label={t('sla.calendar.name.en')} name="nameEn" value={form.nameEn} required />
          </div>
          <label class="field">
            <span class="field-label">{t('sla.calendar.zone')}</span>
            <input
              class="entry max-w-md"
              name="timeZone"
              value={form.timeZone}
              list="zones"
              required
              autocomplete="off"
            />
            <datalist id="zones">
              {Intl.supportedValuesOf('timeZone').map((zone) => (
                <option value={zone} />
              ))}
            </datalist>
          </label>
          <fieldset class="field">
            <legend class="field-label">{t('sla.calendar.week')}</legend>
            <div class="week">
              {DAYS.map((day) => (
                <label>
                  <span>{t(`sla.day.${day}`)}</span>
                  <input
                    class="entry"
                    name={`day${day}`}
                    value={form.week[day] ?? ''}
                    placeholder={t('sla.dayOff')}
                    maxlength={200}
                    autocomplete="off"
                  />
                </label>
              ))}
            </div>
            <p class="text-faint text-xs">{t('sla.calendar.week.hint')}</p>
          </fieldset>
          <div class="grid gap-4 sm:grid-cols-2">
            <Dates
              label={t('sla.calendar.holidays')}
              hint={t('sla.calendar.holidays.hint')}
              name="holidays"
              value={form.holidays}
            />
            <Dates
              label={t('sla.calendar.workingDays')}
              hint={t('sla.calendar.workingDays.hint')}
              name="workingDays"
              value={form.workingDays}
            />
          </div>
          <div class="form-actions">
            <button type="submit" class="btn btn-primary">
              {t('settings.save')}
            </button>
            <a class="btn" href="/settings/sla">
              {t('settings.cancel')}
            </a>
          </div>
        </form>
        {id !== null && use && (
          <aside class="column-side">
            {ends.length > 0 && <Samples page={page} ends={ends} />}
            <CalendarRemoval {...{ page, id, version: form.version, use, services: props.services }} />
          </aside>
        )}
      </div>
    </SettingsPage>
  );
}

function Samples({ page, ends }: { page: Page; ends: Date[] }) {
  const { t, language } = page;
  return (
    <section class="panel" aria-labelledby="samples">
      <h2 id="samples" class="panel-title">
        {t('sla.calendar.samples')}
      </h2>
      <dl class="facts">
        {ends.map((end, index) => (
          <div class="fact">
            <dt>{durationLabel(SAMPLES[index] ?? 0, language)}</dt>
            <dd>
              <Time page={page} at={end} as="clock" />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Entry(props: { label: string; name: string; value: string; required?: boolean }) {
  return (
    <label class="field">
      <span class="field-label">{props.label}</span>
      <input
        class="entry"
        name={props.name}
        value={props.value}
        required={props.required}
        maxlength={100}
        autocomplete="off"
      />
    </label>
  );
}

function Dates(props: { label: string; hint: string; name: string; value: string }) {
  return (
    <label class="field content-start">
      <span class="field-label">{props.label}</span>
      <textarea class="entry mono-entry" name={props.name} rows={12} maxlength={20_000} spellcheck={false}>
        {props.value}
      </textarea>
      <span class="text-faint text-xs">{props.hint}</span>
    </label>
  );
}
