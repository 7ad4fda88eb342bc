import type { Child } from 'hono/jsx';
import type { Numbers } from '../../../core/analytics/analytics.ts';
import type { Figure } from '../../../core/analytics/figures.ts';
import type { Page } from '../env.ts';
import { formatChange, formatDuration, formatNumber, formatShare } from './format.ts';
import { countedUrl } from './links.ts';
import type { ShowcaseProps } from './ShowcasePage.tsx';

/** The headline numbers, each with its list behind it and what became of it since the period before. */
export function Tiles(props: ShowcaseProps) {
  const { page, filter, report, previous } = props;
  const { t, language } = page;
  const { summary } = report;
  const count = (figure: 'registered' | 'closed' | 'backlog', better?: 'more' | 'less') => (
    <Tile
      {...props}
      figure={figure}
      {...(figure === 'backlog' && { label: t('showcase.tile.backlog') })}
      value={formatNumber(summary[figure], language)}
      change={compare(page, summary[figure], previous[figure], better)}
    />
  );
  const time = (figure: 'answered' | 'closed', label: 'toAnswer' | 'toClose') => (
    <Tile
      {...props}
      figure={figure}
      label={t(`showcase.tile.${label}`)}
      value={formatDuration(summary[label].median, language)}
      note={t('showcase.tile.p90', { time: formatDuration(summary[label].p90, language) })}
      change={compare(page, summary[label].median, previous[label].median, 'less')}
    />
  );
  return (
    <section class="tiles" aria-label={t('showcase.tiles')}>
      {count('registered')}
      {count('closed')}
      {count('backlog', 'less')}
      {time('answered', 'toAnswer')}
      {time('closed', 'toClose')}
      <Tile
        {...props}
        figure="kept"
        label={t('showcase.tile.sla')}
        value={formatShare(summary.kept, summary.kept + summary.breached, language)}
        change={compare(page, shareOf(summary), shareOf(previous), 'more')}
      >
        <a class="text-link" href={countedUrl(filter, { figure: 'breached' })}>
          {t('showcase.tile.breached', { number: formatNumber(summary.breached, language) })}
        </a>
      </Tile>
    </section>
  );
}

interface Change {
  text: string;
  tone: 'good' | 'bad' | 'even';
}

function Tile(
  props: ShowcaseProps & {
    figure: Figure;
    label?: string;
    value: string;
    note?: string;
    change: Change | null;
    children?: Child;
  },
) {
  const { page, filter, figure, value, note, change } = props;
  return (
    <div class="tile">
      <p class="tile-label">{props.label ?? page.t(`showcase.figure.${figure}`)}</p>
      <p class="tile-value">
        <a href={countedUrl(filter, { figure })}>{value}</a>
      </p>
      {note !== undefined && <p class="tile-note">{note}</p>}
      {props.children && <p class="tile-note tile-links">{props.children}</p>}
      <p class="tile-note">
        {change === null ? (
          page.t('showcase.change.none')
        ) : (
          <>
            <span class={`change change-${change.tone}`}>{change.text}</span>{' '}
            {page.t('showcase.change.since')}
          </>
        )}
      </p>
    </div>
  );
}

/** @param better which way is good; absent: neither. */
function compare(
  { language }: Page,
  now: number | null,
  before: number | null,
  better?: 'more' | 'less',
): Change | null {
  const text = formatChange(now, before, language);
  if (text === null || now === null || before === null) return null;
  // What reads as no change is neither good nor bad.
  if (better === undefined || !/[1-9]/.test(text)) return { text, tone: 'even' };
  return { text, tone: now > before === (better === 'more') ? 'good' : 'bad' };
}

function shareOf({ kept, breached }: Numbers): number | null {
  return kept + breached === 0 ? null : kept / (kept + breached);
}
