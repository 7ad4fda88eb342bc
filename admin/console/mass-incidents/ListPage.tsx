import type { MassIncidentView } from '../../../core/mass-incident/massIncident.ts';
import type { Page as Paged } from '../../../core/paging.ts';
import type { Page } from '../env.ts';
import { Empty } from '../layout/Empty.tsx';
import { Layout } from '../layout/Layout.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { Pager } from '../layout/Pager.tsx';
import { Time } from '../layout/Time.tsx';
import { number } from './MassFacts.tsx';
import { StateBadge } from './StateBadge.tsx';
import { servedName, titleOf } from './words.ts';

/** Tabs of the list. */
export const TABS = ['current', 'past'] as const;
export type Tab = (typeof TABS)[number];

export interface MassListProps {
  page: Page;
  tab: Tab;
  further: boolean;
  list: Paged<MassIncidentView>;
}

/** The list of mass incidents: those that want something, and those that are over. */
export function MassListPage(props: MassListProps) {
  const { page, tab } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t('nav.mass-incidents')} section="mass-incidents">
      <div class="page-head">
        <h1>{t('nav.mass-incidents')}</h1>
        <LiveState page={page} />
        <div class="ml-auto flex flex-wrap gap-2">
          <a class="btn btn-sm" href="/mass-incidents/settings">
            {t('mass.settings')}
          </a>
          <a class="btn btn-sm btn-primary" href="/mass-incidents/new" data-hotkey="n">
            {t('mass.declare')}
          </a>
        </div>
      </div>
      <nav class="tabs-row" aria-label={t('mass.tabs')}>
        {TABS.map((each) => (
          <a href={listUrl(each)} aria-current={each === tab ? 'page' : undefined}>
            {t(`mass.tab.${each}`)}
          </a>
        ))}
      </nav>
      <MassList {...props} />
    </Layout>
  );
}

/** The part that refreshes itself. */
export function MassList(props: MassListProps & { oob?: boolean }) {
  const { page, tab, list, further, oob } = props;
  const { t } = page;
  return (
    <LiveSection
      page={page}
      label={t('nav.mass-incidents')}
      topics={['massincident', 'servicerequest']}
      oob={oob}
    >
      {list.items.length === 0 ? (
        <Empty icon="bell" title={t(`mass.empty.${tab}`)} hint={t('mass.empty.hint')} />
      ) : (
        <ul class="mass-list">
          {list.items.map((mass) => (
            <Item page={page} mass={mass} />
          ))}
        </ul>
      )}
      <Pager
        page={page}
        first={further ? listUrl(tab) : null}
        next={list.nextCursor === null ? null : `${listUrl(tab)}&cursor=${list.nextCursor}`}
      />
    </LiveSection>
  );
}

function listUrl(tab: Tab): string {
  return `/mass-incidents?tab=${tab}`;
}

function Item({ page, mass }: { page: Page; mass: MassIncidentView }) {
  const { t, language } = page;
  const { detected } = mass;
  return (
    <li id={`m-${mass.id}`} class={`panel mass-item mass-${mass.state.toLowerCase()}`}>
      <div class="mass-item-head">
        <a id={`l-${mass.id}`} class="row-link" href={`/mass-incidents/${mass.id}`} data-row>
          {mass.number}
        </a>
        <StateBadge state={mass.state} t={t} />
        <span class="text-faint ml-auto">
          <Time page={page} at={mass.createdAt} as="ago" />
        </span>
      </div>
      <p class="mass-item-title">{titleOf(mass, language)}</p>
      {mass.title !== '' && (
        <p class="text-faint">
          {[servedName(mass, language), mass.area ?? t('mass.area.any'), ...numbersOf(mass, page)].join(
            ' · ',
          )}
        </p>
      )}
      {mass.state === 'PROPOSED' && detected && (
        <p class="mt-1">
          {t('mass.spike.words', { count: detected.count, minutes: detected.windowMinutes })}
          <span class="text-faint">{`, ${t('mass.spike.usual', { count: number(detected.baseline, page) })}`}</span>
        </p>
      )}
    </li>
  );
}

function numbersOf(mass: MassIncidentView, { t }: Page): string[] {
  if (mass.openedAt === null) return [];
  return [t('mass.count', { count: mass.attached }), t('mass.stillOpen', { left: mass.stillOpen })];
}
