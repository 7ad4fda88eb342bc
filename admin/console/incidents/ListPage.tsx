import type { IncidentView } from '../../../core/incident/readIncidents.ts';
import type { Page as Paged } from '../../../core/paging.ts';
import type { Service } from '../../../core/service-catalog/catalogue.ts';
import type { DirectoryUser } from '../../../core/user/directory.ts';
import type { Page } from '../env.ts';
import { Layout } from '../layout/Layout.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { Filters } from './Filters.tsx';
import { IncidentTable } from './IncidentTable.tsx';
import { type IncidentQuery, incidentsUrl } from './listQuery.ts';
import type { StepName } from './loadStepNames.ts';

export interface IncidentListProps {
  page: Page;
  query: IncidentQuery;
  incidents: Paged<IncidentView>;
  stepName: StepName;
  /** Whom a supervisor may filter by; empty for an agent. */
  people: DirectoryUser[];
  /** Ids of the work groups. */
  groups: string[];
  services: Service[];
}

/** The list of incidents: an agent's own and what his groups have not taken, a supervisor's department's. */
export function IncidentListPage(props: IncidentListProps) {
  const { page, query } = props;
  const { t } = page;
  const isSearch = query.q !== '';
  return (
    <Layout
      page={page}
      title={`${isSearch ? query.q : t(`incidents.tab.${query.state}`)} · ${t('incidents.title')}`}
      section="incidents"
    >
      <div class="page-head">
        <h1>{t('incidents.title')}</h1>
        <LiveState page={page} />
      </div>
      <nav class="tabs-row" aria-label={t('incidents.tabs')}>
        {(['open', 'closed'] as const).map((state) => (
          <a
            href={incidentsUrl(query, { state, category: '', q: '' })}
            aria-current={!isSearch && query.state === state ? 'page' : undefined}
          >
            {t(`incidents.tab.${state}`)}
          </a>
        ))}
      </nav>
      <Filters {...props} />
      <LiveIncidents {...props} />
    </Layout>
  );
}

/** The part that refreshes itself. */
export function LiveIncidents(props: IncidentListProps & { oob?: boolean }) {
  const { page, oob } = props;
  return (
    <LiveSection page={page} label={page.t('incidents.title')} topics={['incident', 'sla']} oob={oob}>
      <IncidentTable {...props} />
    </LiveSection>
  );
}
