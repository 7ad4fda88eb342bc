import { PRIORITIES, type Priority } from '../../../../core/incident/priority.ts';
import type { Service } from '../../../../core/service-catalog/catalogue.ts';
import type { Calendar } from '../../../../core/sla/calendar.ts';
import type { SlaPolicy } from '../../../../core/sla/policy.ts';
import type { Page } from '../../env.ts';
import { durationLabel } from '../../sla/duration.ts';
import { SettingsPage } from '../SettingsPage.tsx';
import { hoursLabel } from './calendarForm.ts';
import { policyUrl } from './policyForm.ts';

const SHOWN = [...PRIORITIES].reverse();

export interface SlaPageProps {
  page: Page;
  policies: SlaPolicy[];
  services: Service[];
  calendars: Calendar[];
}

/** What is promised, by service and priority, and the calendars it is counted by. */
export function SlaPage(props: SlaPageProps) {
  const { page, calendars } = props;
  const { t, language } = page;
  return (
    <SettingsPage
      page={page}
      room="sla"
      title={t('sla.settings')}
      lead={t('sla.settings.lead')}
      failure={null}
    >
      <PolicyTable {...props} />
      <div class="page-head mt-8">
        <h2 class="text-base font-semibold">{t('sla.calendars')}</h2>
        <a class="btn btn-sm ml-auto" href="/settings/sla/calendars/new" data-hotkey="n">
          {t('sla.calendar.new')}
        </a>
      </div>
      <ul class="process-cards">
        {calendars.map((calendar) => (
          <li class="panel process-card">
            <h3 class="panel-title">
              <a
                class="row-link wrap-anywhere"
                href={`/settings/sla/calendars/${encodeURIComponent(calendar.id)}`}
              >
                {calendar.name[language]}
              </a>
            </h3>
            <p>{weekWords(calendar, page)}</p>
            <p class="text-faint mt-1 text-xs">
              {calendar.timeZone}
              {calendar.holidays.length > 0 &&
                ` · ${t('sla.calendar.holidays.count', { count: calendar.holidays.length })}`}
            </p>
          </li>
        ))}
      </ul>
    </SettingsPage>
  );
}

function PolicyTable(props: SlaPageProps) {
  const { page, policies, services } = props;
  const { t, language } = page;
  const ids = [
    ...new Set([...services.map((each) => each.id), ...policies.flatMap((each) => each.serviceId ?? [])]),
  ];
  const nameOf = (id: string) => {
    const service = services.find((each) => each.id === id);
    return service ? (language === 'ru' ? service.name : service.nameEn) : id;
  };
  return (
    <table class="sla-table">
      <thead>
        <tr>
          <th scope="col">{t('sla.service')}</th>
          {SHOWN.map((priority) => (
            <th scope="col">{t(`priority.${priority}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[null, ...ids].map((id) => (
          <tr>
            <th scope="row">{id === null ? t('sla.anyService') : nameOf(id)}</th>
            {SHOWN.map((priority) => (
              <Cell
                {...props}
                serviceId={id}
                priority={priority}
                label={`${id === null ? t('sla.anyService') : nameOf(id)}, ${t(`priority.${priority}`)}`}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell(props: SlaPageProps & { serviceId: string | null; priority: Priority; label: string }) {
  const { page, policies, calendars, serviceId, priority } = props;
  const { t, language } = page;
  const policy = policies.find((each) => each.serviceId === serviceId && each.priority === priority);
  const calendar = calendars.find((each) => each.id === policy?.calendarId);
  return (
    <td data-label={t(`priority.${priority}`)}>
      <a class="sla-cell" href={policyUrl(serviceId, priority)}>
        <span class="sr-only">{policy ? props.label : `${props.label}: ${t('sla.set')}`}</span>
        {policy ? (
          <>
            <span class="sla-term">{durationLabel(policy.resolveMinutes, language)}</span>
            <span class="sla-note">{calendar ? calendar.name[language] : t('sla.calendar.group')}</span>
            {policy.answerMinutes !== null && (
              <span class="sla-note">
                {t('sla.answer.within', { time: durationLabel(policy.answerMinutes, language) })}
              </span>
            )}
          </>
        ) : (
          <span class="sla-note">{serviceId === null ? t('sla.none') : t('sla.inherited')}</span>
        )}
      </a>
    </td>
  );
}

/** `пн–пт 09:00–18:00; сб, вс — выходные`: days of the same hours together. */
function weekWords({ week }: Calendar, { t }: Page): string {
  const runs: { from: number; to: number; hours: string }[] = [];
  week.forEach((intervals, day) => {
    const hours = intervals.length === 0 ? t('sla.dayOff') : hoursLabel(intervals);
    const last = runs.at(-1);
    if (last && last.hours === hours) last.to = day;
    else runs.push({ from: day, to: day, hours });
  });
  const name = (day: number) => t(`sla.day.${day as 0}`);
  return runs
    .map(({ from, to, hours }) => `${from === to ? name(from) : `${name(from)}–${name(to)}`} ${hours}`)
    .join('; ');
}
