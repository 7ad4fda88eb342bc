import { Empty } from '../layout/Empty.tsx';
import { supervises } from '../layout/supervises.ts';
import { groupLabel } from '../layout/words.ts';
import { serviceNames } from '../requests/serviceName.ts';
import type { IncidentListProps } from './ListPage.tsx';
import { ME, NOBODY, narrows } from './listQuery.ts';

/** An empty list: what the filter asks for and the way out of it, or why there is nothing. */
export function NoIncidents(props: IncidentListProps) {
  const { page, query } = props;
  const { t } = page;
  if (narrows(query)) {
    return (
      <Empty
        icon="search"
        title={t('incidents.empty.found')}
        hint={t('incidents.empty.found.hint', { filter: filterWords(props).join(', ') })}
      >
        <a class="btn btn-sm mt-2" href={`/incidents?state=${query.state}`}>
          {t('incidents.empty.clear')}
        </a>
      </Empty>
    );
  }
  const wide = query.state === 'open' && supervises(page);
  return (
    <Empty
      icon="inbox"
      title={t(`incidents.empty.${query.state}`)}
      hint={t(wide ? 'incidents.empty.open.hint.supervisor' : `incidents.empty.${query.state}.hint`)}
    />
  );
}

/** The filter in words; a person the reader may not filter by has no name here. */
function filterWords({ page, query, people, services }: IncidentListProps): string[] {
  const { t } = page;
  const { category, assignee, group, service, customer, priority, sla, q } = query;
  const named = (name: string, value: string) => `${name}: ${value}`;
  const assigneeWords = () => {
    if (assignee === ME) return t('work.assignee.me');
    if (assignee === NOBODY) return t('work.assignee.none');
    return people.find((person) => person.id === assignee)?.name ?? t('event.someone');
  };
  return [
    q && `«${q}»`,
    category && named(t('incidents.category'), t(`category.${category}`)),
    assignee && named(t('incidents.assignee'), assigneeWords()),
    sla && named(t('work.sla'), t(`work.sla.${sla}`)),
    priority && named(t('incident.fact.priority'), t(`priority.${priority}`)),
    group && named(t('request.fact.group'), groupLabel(group, t)),
    service &&
      named(t('request.fact.service'), serviceNames(services, page.language).get(service) ?? service),
    customer && named(t('request.fact.customer'), customer),
  ].filter((words): words is string => Boolean(words));
}
