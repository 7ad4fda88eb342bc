import { FilterSelect } from '../layout/FilterSelect.tsx';
import { SearchField } from '../layout/SearchField.tsx';
import { supervises } from '../layout/supervises.ts';
import { channelLabel } from '../layout/words.ts';
import type { ListProps } from './ListPage.tsx';
import { ME, narrows } from './listQuery.ts';
import { WorkFilters } from './WorkFilters.tsx';

/** What narrows the list: one form, whose fields say all in the address. */
export function Filters(props: ListProps) {
  const { page, query, channels, people, groups, services } = props;
  const { t } = page;
  const option = (value: string, label: string) => ({ value, label });
  return (
    <search class="filters-row">
      <form class="filters" method="get" action="/requests">
        {query.status !== 'TRIAGE' && query.status !== 'ALL' && (
          <input type="hidden" name="status" value={query.status} />
        )}
        {query.customer !== undefined && <input type="hidden" name="customer" value={query.customer} />}
        <SearchField label={t('work.search')} placeholder={t('work.search.placeholder')} value={query.q} />
        <FilterSelect
          name="channel"
          label={t('requests.channel')}
          all={t('requests.channel.all')}
          chosen={query.channel}
          options={channels.map((channel) => option(channel, channelLabel(channel, t)))}
        />
        <WorkFilters page={page} query={query} services={services} groups={groups} />
        {supervises(page) && (
          <FilterSelect
            name="assignee"
            label={t('incidents.assignee')}
            all={t('incidents.assignee.all')}
            chosen={query.assignee}
            options={[
              option(ME, t('work.assignee.me')),
              ...people
                .filter((person) => person.id !== page.person?.id)
                .map((person) => option(person.id, person.name)),
            ]}
          />
        )}
        <Day name="from" label={t('work.period.from')} value={query.from} />
        <Day name="to" label={t('work.period.to')} value={query.to} />
        <label class="filter-check">
          <input type="checkbox" name="callbackDue" value="true" checked={query.callbackDue} />
          {t('requests.callback.filter')}
        </label>
        <button type="submit" class="btn btn-sm">
          {t('work.filter.apply')}
        </button>
        {narrows(query) && (
          <a class="btn btn-sm btn-quiet" href={`/requests?status=${query.status}`}>
            {t('work.filter.clear')}
          </a>
        )}
      </form>
    </search>
  );
}

function Day(props: { name: string; label: string; value: string | undefined }) {
  return (
    <label class={props.value === undefined ? 'filter-day' : 'filter-day filter-on'}>
      <span>{props.label}</span>
      <input type="date" name={props.name} value={props.value} />
    </label>
  );
}
