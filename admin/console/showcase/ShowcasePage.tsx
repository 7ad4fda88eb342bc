import type { Numbers, Report } from '../../../core/analytics/analytics.ts';
import type { Choices } from '../../../core/analytics/choices.ts';
import type { FilterField, ShowcaseFilter } from '../../../core/analytics/filter.ts';
import type { Window } from '../../../core/analytics/window.ts';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { Empty } from '../layout/Empty.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { Breakdown, CloseReasons } from './Breakdown.tsx';
import { Chart } from './charts/Chart.tsx';
import { chartsOf } from './charts/charts.ts';
import { FilterBar } from './FilterBar.tsx';
import { formatDays, formatMoment } from './format.ts';
import { exportUrl, showcaseUrl } from './links.ts';
import { Tiles } from './Tiles.tsx';

/** Of the part that refreshes itself. */
export const FIGURES_ID = 'showcase-figures';
/** Seconds between two readings of the figures at the least: they are dear, and a page that twitches is not read. */
const RUNNING_PACE = 20;
const PAST_PACE = 300;

/** The filter as read, what one can set it to, and what of it made no sense. */
export interface FilterProps {
  page: Page;
  /** The house's time zone. */
  zone: string;
  filter: ShowcaseFilter;
  choices: Choices;
  wrong: FilterField[];
  /** The address's own words, to be shown where they are wrong. */
  given: Record<string, string>;
}

export interface ShowcaseProps extends FilterProps {
  window: Window;
  report: Report;
  /** The headline numbers of the period before. */
  previous: Numbers;
}

/** The supervisors' page of figures. @param props without a report: the filter is wrong. */
export function ShowcasePage(props: FilterProps | ShowcaseProps) {
  const { page, wrong } = props;
  return (
    <Layout page={page} title={page.t('showcase.title')} section="showcase" failed={wrong.length > 0}>
      <ShowcasePart {...props} />
      <script src={page.assetUrl('showcase.js')} defer></script>
    </Layout>
  );
}

/** All of the page that a filter changes, itself included. */
export function ShowcasePart(props: FilterProps | ShowcaseProps) {
  const { page, filter } = props;
  const { t } = page;
  return (
    <div id="showcase" data-address={'report' in props ? showcaseUrl(filter) : undefined}>
      <div class="page-head">
        <h1>{t('showcase.title')}</h1>
        {'report' in props && (
          <>
            <AsOf {...props} />
            <LiveState page={page} />
            <a
              class="btn btn-sm md:ml-auto"
              href={exportUrl(filter, { figure: 'registered' })}
              title={t('showcase.export.hint')}
              data-hotkey="x"
            >
              <Icon name="file" />
              {t('showcase.export')}
            </a>
          </>
        )}
      </div>
      <FilterBar {...props} />
      {'report' in props ? <LiveFigures {...props} /> : <Fault {...props} />}
    </div>
  );
}

/** Of when the figures are. Only other days are worth saying aloud. */
function AsOf({ page, filter, zone, oob = false }: ShowcaseProps & { oob?: boolean }) {
  return (
    <p id="showcase-asof" class="text-faint showcase-asof" hx-swap-oob={oob ? 'outerMorph' : undefined}>
      <span role="status">{formatDays(filter.from, filter.to, page.language)}</span>
      {' · '}
      {page.t('showcase.asOf', { time: formatMoment(page.now, zone, page.language) })}
    </p>
  );
}

/** The part that refreshes itself; the filter stays outside of it, for somebody may be at it. */
export function LiveFigures(props: ShowcaseProps & { oob?: boolean }) {
  const { page, filter, window, oob } = props;
  // A period that is over changes little: somebody else takes what is open, a customer gives his stars.
  const pace = window.end > page.now ? RUNNING_PACE : PAST_PACE;
  return (
    <>
      <LiveSection
        page={{ ...page, here: showcaseUrl(filter) }}
        id={FIGURES_ID}
        label={page.t('showcase.title')}
        topics={['servicerequest', 'incident', 'sla']}
        pace={pace}
        oob={oob}
      >
        <Figures {...props} />
      </LiveSection>
      {oob && <AsOf {...props} oob />}
    </>
  );
}

function Fault({ page, wrong }: FilterProps) {
  const fields = wrong.map((field) => page.t(`showcase.filter.${field}`)).join(', ');
  return (
    <div id="filter-fault">
      <Alert tone="error" title={page.t('showcase.wrong', { fields })}>
        {page.t('showcase.wrong.hint')}
      </Alert>
    </div>
  );
}

function Figures(props: ShowcaseProps) {
  const { page, report } = props;
  const { registered, closed, backlog, answered, kept, breached } = report.summary;
  if (registered + closed + backlog + answered + kept + breached === 0) {
    return (
      <Empty icon="search" title={page.t('showcase.empty')} hint={page.t('showcase.empty.hint')}>
        <a class="btn btn-sm mt-2" href="/showcase?period=30d">
          {page.t('showcase.empty.month')}
        </a>
      </Empty>
    );
  }
  return (
    <>
      <Tiles {...props} />
      <div class="charts">
        {chartsOf(props).map((chart) => (
          <Chart page={page} chart={chart} />
        ))}
        <CloseReasons {...props} />
      </div>
      <div class="breakdowns">
        <Breakdown {...props} field="agent" />
        <Breakdown {...props} field="service" />
        <Breakdown {...props} field="workGroup" />
      </div>
    </>
  );
}
