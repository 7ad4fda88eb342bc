import type { Service } from '../../../../core/service-catalog/catalogue.ts';
import { type CalendarUse, isUsed } from '../../../../core/sla/removeCalendar.ts';
import type { Page } from '../../env.ts';
import { groupLabel } from '../../layout/words.ts';
import { policyUrl } from './policyForm.ts';

/** The way to remove a calendar; while something counts by it, what that is. */
export function CalendarRemoval(props: {
  page: Page;
  id: string;
  version: number;
  use: CalendarUse;
  services: Service[];
}) {
  const { page, id, use } = props;
  const { t } = page;
  if (isUsed(use)) return <Uses {...props} />;
  return (
    <form class="panel" method="post" action={`/settings/sla/calendars/${encodeURIComponent(id)}/remove`}>
      <input type="hidden" name="version" value={String(props.version)} autocomplete="off" />
      <p class="text-faint mb-3 text-xs">{t('sla.calendar.remove.hint')}</p>
      <button type="submit" class="btn btn-sm">
        {t('sla.calendar.remove')}
      </button>
    </form>
  );
}

function Uses({ page, use, services }: { page: Page; use: CalendarUse; services: Service[] }) {
  const { t, language } = page;
  const nameOf = (id: string) => {
    const service = services.find((each) => each.id === id);
    return service ? (language === 'ru' ? service.name : service.nameEn) : id;
  };
  return (
    <section class="panel" aria-labelledby="used">
      <h2 id="used" class="panel-title">
        {t('sla.calendar.used')}
      </h2>
      <ul class="grid gap-1 wrap-anywhere">
        {use.isUsual && <li>{t('sla.calendar.used.usual')}</li>}
        {use.policies.map(({ serviceId, priority }) => (
          <li>
            <a class="text-link" href={policyUrl(serviceId, priority)}>
              {serviceId === null ? t('sla.anyService') : nameOf(serviceId)}, {t(`priority.${priority}`)}
            </a>
          </li>
        ))}
        {use.groups.map((group) => (
          <li>
            <a class="text-link" href={`/settings/groups/${encodeURIComponent(group)}`}>
              {t('sla.calendar.used.group', { group: groupLabel(group, t) })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
