import type { Service } from '../../../../core/service-catalog/catalogue.ts';
import type { Calendar } from '../../../../core/sla/calendar.ts';
import type { SlaPolicy, Terms } from '../../../../core/sla/policy.ts';
import type { PolicyKey } from '../../../../core/sla/savePolicy.ts';
import type { Page } from '../../env.ts';
import type { Failure } from '../../failure.ts';
import { Time } from '../../layout/Time.tsx';
import { SettingsPage } from '../SettingsPage.tsx';
import type { PolicyForm } from './policyForm.ts';

/** Terms counted from now; null where the form does not say a term yet. */
export interface Preview {
  terms: Terms;
  calendar: Calendar;
}

/** One policy: what is promised, counted from now while it is typed. */
export function PolicyPage(props: {
  page: Page;
  policyKey: PolicyKey;
  service: Service | undefined;
  form: PolicyForm;
  /** The policy of its own the key has; undefined: none. */
  own: SlaPolicy | undefined;
  calendars: Calendar[];
  preview: Preview | null;
  failure: Failure | null;
}) {
  const { page, policyKey, service, form, own } = props;
  const { t, language } = page;
  const { serviceId, priority } = policyKey;
  const name = service && (language === 'ru' ? service.name : service.nameEn);
  const title = `${name ?? serviceId ?? t('sla.anyService')}, ${t(`priority.${priority}`).toLocaleLowerCase(language)}`;
  return (
    <SettingsPage
      page={page}
      room="sla"
      title={title}
      lead={t('sla.policy.lead')}
      failure={props.failure}
      back={{ href: '/settings/sla', label: t('sla.settings') }}
    >
      <form class="panel form-stack max-w-2xl" method="post" action="/settings/sla/policy">
        <input type="hidden" name="service" value={serviceId ?? ''} />
        <input type="hidden" name="priority" value={priority} />
        <input type="hidden" name="version" value={String(form.version)} autocomplete="off" />
        <Duration page={page} of="resolve" form={form} hint={t('sla.resolve.hint')} />
        <Duration page={page} of="answer" form={form} hint={t('sla.answer.hint')} />
        <label class="field">
          <span class="field-label">{t('sla.warn')}</span>
          <span class="sla-inputs">
            <input
              class="entry"
              name="warnPercent"
              value={form.warnPercent}
              inputmode="numeric"
              maxlength={2}
              required
              autocomplete="off"
            />
            <span>%</span>
          </span>
          <span class="text-faint text-xs">{t('sla.warn.hint')}</span>
        </label>
        <label class="field">
          <span class="field-label">{t('sla.calendar')}</span>
          <select class="select" name="calendarId">
            <option value="">{t('sla.calendar.group')}</option>
            {props.calendars.map((calendar) => (
              <option value={calendar.id} selected={calendar.id === form.calendarId}>
                {calendar.name[language]}
              </option>
            ))}
          </select>
        </label>
        <div
          class="sla-preview"
          aria-live="polite"
          hx-get="/settings/sla/preview"
          hx-include="closest form"
          hx-trigger="input delay:300ms from:closest form, change from:closest form"
          hx-swap="innerHTML"
        >
          <PreviewWords page={page} preview={props.preview} />
        </div>
        <div class="form-actions">
          <button type="submit" class="btn btn-primary">
            {t('settings.save')}
          </button>
          <a class="btn" href="/settings/sla">
            {t('settings.cancel')}
          </a>
          {own && serviceId !== null && (
            <button type="submit" class="btn ml-auto" formaction="/settings/sla/policy/remove" formnovalidate>
              {t('sla.policy.remove')}
            </button>
          )}
        </div>
      </form>
    </SettingsPage>
  );
}

/** When an incident opened now would be due. */
export function PreviewWords({ page, preview }: { page: Page; preview: Preview | null }) {
  const { t, language } = page;
  if (!preview) return <p class="text-faint">{t('sla.preview.none')}</p>;
  const { terms, calendar } = preview;
  return (
    <>
      <p class="text-faint">{t('sla.preview', { calendar: calendar.name[language] })}</p>
      <dl class="sla-preview-facts">
        {terms.answerDueAt && <Line page={page} name={t('sla.answer')} at={terms.answerDueAt} />}
        <Line page={page} name={t('sla.preview.warn')} at={terms.warnAt} />
        <Line page={page} name={t('sla.due')} at={terms.dueAt} />
      </dl>
    </>
  );
}

function Line({ page, name, at }: { page: Page; name: string; at: Date }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Time page={page} at={at} as="clock" />
      </dd>
    </div>
  );
}

function Duration(props: { page: Page; of: 'resolve' | 'answer'; form: PolicyForm; hint: string }) {
  const { page, of, form } = props;
  const { t } = page;
  const input = (unit: 'Hours' | 'Minutes') => (
    <label class="sla-inputs">
      <input
        class="entry"
        name={`${of}${unit}`}
        value={form[`${of}${unit}`]}
        inputmode="numeric"
        maxlength={5}
        autocomplete="off"
      />
      <span>{t(unit === 'Hours' ? 'sla.hours' : 'sla.minutes')}</span>
    </label>
  );
  return (
    <fieldset class="field">
      <legend class="field-label">{t(`sla.${of}.term`)}</legend>
      <div class="flex flex-wrap gap-4">
        {input('Hours')}
        {input('Minutes')}
      </div>
      <p class="text-faint text-xs">{props.hint}</p>
    </fieldset>
  );
}
