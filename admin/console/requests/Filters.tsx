import { SLA_STATES } from '../../../core/incident/slaState.ts';
import { FilterSelect } from '../layout/FilterSelect.tsx';
import { SearchField } from '../layout/SearchField.tsx';
import { supervises } from '../layout/supervises.ts';
import { channelLabel, groupLabel } from '../layout/words.ts';
import type { ListProps } from './ListPage.tsx';
import { ME, narrows } from './listQuery.ts';
import { serviceNames } from './serviceName.ts';

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
        <FilterSelect
          name="service"
          label={t('request.fact.service')}
          all={t('work.service.all')}
          chosen={query.service}
          options={[...serviceNames(services, page.language)].map(([id, name]) => option(id, name))}
        />
        <FilterSelect
          name="group"
          label={t('request.fact.group')}
          all={t('work.group.all')}
          chosen={query.group}
          options={groups.map((group) => option(group, groupLabel(group, t)))}
        />
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
        <FilterSelect
          name="sla"
          label={t('work.sla')}
          all={t('work.sla.all')}
          chosen={query.sla}
          options={SLA_STATES.map((state) => option(state, t(`work.sla.${state}`)))}
        />
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
