import { CATEGORIES } from '../../../core/business-process/process.ts';
import type { IncidentView } from '../../../core/incident/readIncidents.ts';
import type { Page as Paged } from '../../../core/paging.ts';
import type { DirectoryUser } from '../../../core/user/directory.ts';
import type { Page } from '../env.ts';
import { Layout } from '../layout/Layout.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { IncidentTable } from './IncidentTable.tsx';
import { type IncidentQuery, incidentsUrl } from './listQuery.ts';
import type { StepName } from './loadStepNames.ts';

export interface IncidentListProps {
  page: Page;
  query: IncidentQuery;
  incidents: Paged<IncidentView>;
  stepName: StepName;
  /** Whom a supervisor may filter by; empty for an agent, who sees his own only. */
  people: DirectoryUser[];
}

/** The list of incidents: an agent's own, a supervisor's department's. */
export function IncidentListPage(props: IncidentListProps) {
  const { page, query } = props;
  const { t } = page;
  return (
    <Layout
      page={page}
      title={`${t(`incidents.tab.${query.state}`)} · ${t('incidents.title')}`}
      section="incidents"
    >
      <div class="page-head">
        <h1>{t('incidents.title')}</h1>
        <LiveState page={page} />
        <Filters {...props} />
      </div>
      <nav class="tabs-row" aria-label={t('incidents.tabs')}>
        {(['open', 'closed'] as const).map((state) => (
          <a
            href={incidentsUrl(query, { state, category: '' })}
            aria-current={query.state === state ? 'page' : undefined}
          >
            {t(`incidents.tab.${state}`)}
          </a>
        ))}
      </nav>
      <LiveIncidents {...props} />
    </Layout>
  );
}

/** The part that refreshes itself. */
export function LiveIncidents(props: IncidentListProps & { oob?: boolean }) {
  const { page, oob } = props;
  return (
    <LiveSection page={page} label={page.t('incidents.title')} oob={oob}>
      <IncidentTable {...props} />
    </LiveSection>
  );
}

function Filters({ page, query, people }: IncidentListProps) {
  const { t } = page;
  // Everything closed stands in one column: nothing to choose.
  const columns = query.state === 'open' ? CATEGORIES.filter((category) => category !== 'DONE') : [];
  if (columns.length === 0 && people.length === 0) return null;
  return (
    <form class="filters" method="get" action="/incidents">
      <input type="hidden" name="state" value={query.state} />
      {columns.length > 0 && (
        <label>
          <span class="sr-only">{t('incidents.category')}</span>
          <select class="select select-sm" name="category">
            <option value="">{t('incidents.category.all')}</option>
            {columns.map((category) => (
              <option value={category} selected={category === query.category}>
                {t(`category.${category}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {people.length > 0 && (
        <label>
          <span class="sr-only">{t('incidents.assignee')}</span>
          <select class="select select-sm" name="assignee">
            <option value="">{t('incidents.assignee.all')}</option>
            {people.map((person) => (
              <option value={person.id} selected={person.id === query.assignee}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" class="btn btn-sm">
        {t('incidents.filter')}
      </button>
    </form>
  );
}
