import type { ServiceChoice } from '../../../../core/service-catalog/chooseService.ts';
import type { RoutingTable } from '../../../../core/service-catalog/readRoutingRules.ts';
import type { Page } from '../../env.ts';
import type { Failure } from '../../failure.ts';
import { Empty } from '../../layout/Empty.tsx';
import { SettingsPage } from '../SettingsPage.tsx';
import { RuleTable } from './RuleTable.tsx';
import type { TryForm } from './ruleForm.ts';
import { Tester } from './Tester.tsx';

export interface RoutingProps {
  page: Page;
  table: RoutingTable;
  /** Names of services by id, those that left the catalogue too. */
  serviceNames: Map<string, string>;
  /** Ids of services that are offered now. */
  offered: Set<string>;
  channels: string[];
  failure: Failure | null;
  /** A message that was tried, and what became of it. */
  tried: { form: TryForm; choice: ServiceChoice } | null;
}

/** Which contact goes to which service: the table of rules, and a place to try it out. */
export function RoutingPage(props: RoutingProps) {
  const { page, table, failure } = props;
  const { t } = page;
  return (
    <SettingsPage
      page={page}
      room="routing"
      title={t('settings.nav.routing')}
      lead={t('settings.routing.lead')}
      failure={failure}
      scripts={['Sortable.min.js', 'settings.js']}
    >
      <div class="columns">
        <div class="column-main">
          <div>
            <a class="btn btn-primary" href="/settings/routing/new" data-hotkey="n">
              {t('settings.routing.add')}
            </a>
          </div>
          {table.rules.length === 0 ? (
            <Empty
              icon="forward"
              title={t('settings.routing.empty')}
              hint={t('settings.routing.empty.hint')}
            />
          ) : (
            <RuleTable {...props} />
          )}
        </div>
        <aside class="column-side">
          <Tester {...props} />
        </aside>
      </div>
    </SettingsPage>
  );
}
