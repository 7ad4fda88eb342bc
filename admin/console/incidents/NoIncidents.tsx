import { isSupervisor } from '../../../core/access/actor.ts';
import { actorOf } from '../../session/index.ts';
import { Empty } from '../layout/Empty.tsx';
import type { IncidentListProps } from './ListPage.tsx';
import { incidentsUrl } from './listQuery.ts';

/** An empty list: what the filter asks for and the way out of it, or why there is nothing. */
export function NoIncidents(props: Pick<IncidentListProps, 'page' | 'query' | 'people'>) {
  const { page, query } = props;
  const { t } = page;
  const filter = filterWords(props);
  if (filter.length > 0) {
    return (
      <Empty
        icon="search"
        title={t('incidents.empty.found')}
        hint={t('incidents.empty.found.hint', { filter: filter.join(', ') })}
      >
        <a class="btn btn-sm mt-2" href={incidentsUrl(query, { category: '', assignee: '' })}>
          {t('incidents.empty.clear')}
        </a>
      </Empty>
    );
  }
  const wide = query.state === 'open' && page.person !== null && isSupervisor(actorOf(page.person));
  return (
    <Empty
      icon="inbox"
      title={t(`incidents.empty.${query.state}`)}
      hint={t(wide ? 'incidents.empty.open.hint.supervisor' : `incidents.empty.${query.state}.hint`)}
    />
  );
}

/** The filter in words; a person the reader may not filter by has no name here. */
function filterWords({ page, query, people }: Pick<IncidentListProps, 'page' | 'query' | 'people'>) {
  const { t } = page;
  const { category, assignee } = query;
  const words: string[] = [];
  if (category !== undefined) words.push(`${t('incidents.category')}: ${t(`category.${category}`)}`);
  if (assignee !== undefined) {
    const name = people.find((person) => person.id === assignee)?.name ?? t('event.someone');
    words.push(`${t('incidents.assignee')}: ${name}`);
  }
  return words;
}
