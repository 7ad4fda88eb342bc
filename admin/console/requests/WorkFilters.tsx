import { SLA_STATES } from '../../../core/incident/slaState.ts';
import type { Service } from '../../../core/service-catalog/catalogue.ts';
import type { Page } from '../env.ts';
import { FilterSelect } from '../layout/FilterSelect.tsx';
import { groupLabel } from '../layout/words.ts';
import { serviceNames } from './serviceName.ts';

/** What narrows requests and incidents alike: the service, its work group, how the term stands. */
export function WorkFilters(props: {
  page: Page;
  query: { service?: string | undefined; group?: string | undefined; sla?: string | undefined };
  services: Service[];
  groups: string[];
}) {
  const { page, query, services, groups } = props;
  const { t } = page;
  return (
    <>
      <FilterSelect
        name="service"
        label={t('request.fact.service')}
        all={t('work.service.all')}
        chosen={query.service}
        options={[...serviceNames(services, page.language)].map(([value, label]) => ({ value, label }))}
      />
      <FilterSelect
        name="group"
        label={t('request.fact.group')}
        all={t('work.group.all')}
        chosen={query.group}
        options={groups.map((group) => ({ value: group, label: groupLabel(group, t) }))}
      />
      <FilterSelect
        name="sla"
        label={t('work.sla')}
        all={t('work.sla.all')}
        chosen={query.sla}
        options={SLA_STATES.map((state) => ({ value: state, label: t(`work.sla.${state}`) }))}
      />
    </>
  );
}
