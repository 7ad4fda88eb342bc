import { CATEGORIES } from '../../../core/business-process/process.ts';
import { PRIORITIES } from '../../../core/incident/priority.ts';
import { FilterSelect } from '../layout/FilterSelect.tsx';
import { SearchField } from '../layout/SearchField.tsx';
import { supervises } from '../layout/supervises.ts';
import { WorkFilters } from '../requests/WorkFilters.tsx';
import type { IncidentListProps } from './ListPage.tsx';
import { incidentsUrl, ME, NOBODY, narrows } from './listQuery.ts';

/** What narrows the list: one form, whose fields say all in the address. */
export function Filters({ page, query, people, groups, services }: IncidentListProps) {
  const { t } = page;
  // Everything closed stands in one column: nothing to choose.
  const columns = query.state === 'open' ? CATEGORIES.filter((category) => category !== 'DONE') : [];
  const option = (value: string, label: string) => ({ value, label });
  return (
    <search class="filters-row">
      <form class="filters" method="get" action="/incidents">
        <input type="hidden" name="state" value={query.state} />
        {query.customer !== undefined && <input type="hidden" name="customer" value={query.customer} />}
        <SearchField label={t('work.search')} placeholder={t('work.search.placeholder')} value={query.q} />
        <FilterSelect
          name="assignee"
          label={t('incidents.assignee')}
          all={t(supervises(page) ? 'incidents.assignee.all' : 'work.assignee.all')}
          chosen={query.assignee}
          options={[
            option(ME, t('work.assignee.me')),
            option(NOBODY, t('work.assignee.none')),
            ...people
              .filter((person) => person.id !== page.person?.id)
              .map((person) => option(person.id, person.name)),
          ]}
        />
        <FilterSelect
          name="priority"
          label={t('incident.fact.priority')}
          all={t('work.priority.all')}
          chosen={query.priority}
          options={PRIORITIES.toReversed().map((each) => option(each, t(`priority.${each}`)))}
        />
        <FilterSelect
          name="category"
          label={t('incidents.category')}
          all={t('incidents.category.all')}
          chosen={query.category}
          options={columns.map((each) => option(each, t(`category.${each}`)))}
        />
        <WorkFilters page={page} query={query} services={services} groups={groups} />
        <button type="submit" class="btn btn-sm">
          {t('incidents.filter')}
        </button>
        {narrows(query) && (
          <a class="btn btn-sm btn-quiet" href={incidentsUrl({ ...EMPTY, state: query.state }, {})}>
            {t('work.filter.clear')}
          </a>
        )}
      </form>
    </search>
  );
}

const EMPTY = {
  category: undefined,
  assignee: undefined,
  group: undefined,
  service: undefined,
  customer: undefined,
  priority: undefined,
  sla: undefined,
  q: '',
  cursor: undefined,
};
