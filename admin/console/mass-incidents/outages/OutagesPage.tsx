import type { MassIncidentView } from '../../../../core/mass-incident/massIncident.ts';
import type { Page as Paged } from '../../../../core/paging.ts';
import type { Page } from '../../env.ts';
import { Empty } from '../../layout/Empty.tsx';
import { Layout } from '../../layout/Layout.tsx';
import { LiveSection } from '../../layout/LiveSection.tsx';
import { LiveState } from '../../layout/LiveState.tsx';
import { Pager } from '../../layout/Pager.tsx';
import { supervises } from '../../layout/supervises.ts';
import { Time } from '../../layout/Time.tsx';
import { servedName, titleOf } from '../words.ts';

export interface OutagesProps {
  page: Page;
  /** True on any page but the first. */
  further: boolean;
  list: Paged<MassIncidentView>;
}

/** The outages going on, for everybody who talks to customers: where, since when, and what to say. */
export function OutagesPage(props: OutagesProps) {
  const { page } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t('nav.outages')} section="outages">
      <div class="page-head">
        <h1>{t('nav.outages')}</h1>
        <LiveState page={page} />
      </div>
      <Outages {...props} />
    </Layout>
  );
}

/** The part that refreshes itself. */
export function Outages(props: OutagesProps & { oob?: boolean }) {
  const { page, list, further, oob } = props;
  const { t } = page;
  return (
    <LiveSection page={page} label={t('nav.outages')} topics={['massincident']} oob={oob}>
      {list.items.length === 0 ? (
        <Empty icon="done" title={t('outages.empty')} hint={t('outages.empty.hint')} />
      ) : (
        <ul class="mass-list">
          {list.items.map((mass) => (
            <Outage page={page} mass={mass} />
          ))}
        </ul>
      )}
      <Pager
        page={page}
        first={further ? '/outages' : null}
        next={list.nextCursor === null ? null : `/outages?cursor=${list.nextCursor}`}
      />
    </LiveSection>
  );
}

function Outage({ page, mass }: { page: Page; mass: MassIncidentView }) {
  const { t, language } = page;
  return (
    <li id={`o-${mass.id}`}>
      <article class="panel outage" aria-labelledby={`t-${mass.id}`} data-row tabindex={-1}>
        <div class="mass-item-head">
          <h2 id={`t-${mass.id}`} class="outage-title">
            {titleOf(mass, language)}
          </h2>
          <span class="text-faint ml-auto shrink-0 tabular-nums">
            {supervises(page) ? <a href={`/mass-incidents/${mass.id}`}>{mass.number}</a> : mass.number}
          </span>
        </div>
        <p class="text-faint mt-1 wrap-anywhere">
          {[servedName(mass, language), mass.area ?? t('mass.area.any')].join(' · ')}
        </p>
        <Told page={page} mass={mass} />
        <p class="text-faint mt-3 text-xs">
          {t('outages.since')} <Time page={page} at={mass.openedAt ?? mass.createdAt} as="clock" />
          {mass.correctedAt && (
            <>
              {' · '}
              {t('outages.corrected')} <Time page={page} at={mass.correctedAt} as="clock" />
            </>
          )}
        </p>
      </article>
    </li>
  );
}

/** What to say, in the words of both languages: a caller speaks either. */
function Told({ page, mass }: { page: Page; mass: MassIncidentView }) {
  const { t } = page;
  return (
    <dl class="outage-told">
      <dt>{t('outages.say')}</dt>
      <dd lang="ru">{mass.told.ru}</dd>
      {mass.told.en !== '' && <dd lang="en">{mass.told.en}</dd>}
    </dl>
  );
}
