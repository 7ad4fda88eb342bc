import type { BreakdownRow } from '../../../core/analytics/analytics.ts';
import type { Figure } from '../../../core/analytics/figures.ts';
import { NONE, type ShowcaseFilter } from '../../../core/analytics/filter.ts';
import { CLOSE_REASONS } from '../../../core/service-request/status.ts';
import { formatDuration, formatNumber, formatShare } from './format.ts';
import { keyLabel } from './labels.ts';
import { countedUrl } from './links.ts';
import type { ShowcaseProps } from './ShowcasePage.tsx';

/** More rows nobody reads on a screen; the export has them all. */
const MOST_ROWS = 50;
type Field = 'agent' | 'service' | 'workGroup';

/** One row for every agent, service or work group; bars show who closes most. */
export function Breakdown(props: ShowcaseProps & { field: Field }) {
  const { page, report, field } = props;
  const { t } = page;
  const rows = report.by[field];
  if (rows.length === 0) return null;
  const most = Math.max(1, ...rows.map(({ closed }) => closed));
  const columns = ['registered', 'closed', 'toAnswer', 'toClose', 'breached', 'backlog', 'rating'] as const;
  return (
    <section class="panel breakdown" aria-labelledby={`by-${field}`}>
      <h2 id={`by-${field}`} class="chart-title">
        {t(`showcase.by.${field}`)}
      </h2>
      {field !== 'service' && <p class="breakdown-hint">{t(`showcase.by.${field}.hint`)}</p>}
      <section class="breakdown-scroll" tabindex={0} aria-label={t(`showcase.by.${field}`)}>
        <table class="figures-table breakdown-table">
          <thead>
            <tr>
              <th scope="col">{t(`showcase.filter.${field}`)}</th>
              {columns.map((column) => (
                <th scope="col" class={column === 'closed' ? 'breakdown-wide' : undefined}>
                  {t(
                    column === 'registered' && field !== 'service'
                      ? 'showcase.column.registered.share'
                      : `showcase.column.${column}`,
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row) => (
              <Row {...props} row={row} most={most} />
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > MOST_ROWS && (
        <p class="text-faint mt-2">
          {t('showcase.by.more', { shown: MOST_ROWS, all: formatNumber(rows.length, page.language) })}
        </p>
      )}
    </section>
  );
}

function Row(props: ShowcaseProps & { field: Field; row: BreakdownRow; most: number }) {
  const { page, filter, choices, field, row, most } = props;
  const { language } = page;
  const change: Partial<ShowcaseFilter> = { [field]: row.key ?? NONE };
  const count = (figure: Exclude<Figure, 'rated'>) => (
    <Count {...props} figure={figure} value={row[figure]} change={change} />
  );
  const name = keyLabel(field, row.key, choices, page);
  return (
    <tr id={`${field}-${row.key ?? NONE}`}>
      <th scope="row" title={name}>
        <span class={row.key === null ? 'text-faint' : ''}>{name}</span>
      </th>
      <td>{count('registered')}</td>
      <td class="breakdown-wide">
        <span class="breakdown-bar">
          <Bar value={row.closed} most={most} />
          {count('closed')}
        </span>
      </td>
      <td>{formatDuration(row.toAnswer.median, language)}</td>
      <td>{formatDuration(row.toClose.median, language)}</td>
      <td>{count('breached')}</td>
      <td>{count('backlog')}</td>
      <td>
        {row.rating === null ? (
          <span class="text-faint">—</span>
        ) : (
          <a class="text-link" href={countedUrl(filter, { figure: 'rated' }, change)}>
            {formatNumber(row.rating, language)}
          </a>
        )}
      </td>
    </tr>
  );
}

/** What was closed, by its reason. */
export function CloseReasons(props: ShowcaseProps) {
  const { page, filter, report } = props;
  const { t, language } = page;
  const rows = report.by.closeReason;
  const all = rows.reduce((sum, { closed }) => sum + closed, 0);
  const most = Math.max(1, ...rows.map(({ closed }) => closed));
  return (
    <section class="panel chart" aria-labelledby="chart-reasons">
      <h2 id="chart-reasons" class="chart-title">
        {t('showcase.chart.reasons')}
      </h2>
      {rows.length === 0 && <p class="chart-empty">{t('showcase.chart.empty')}</p>}
      <ul class="reason-bars">
        {rows.flatMap((row) => {
          const reason = CLOSE_REASONS.find((each) => each === row.key);
          if (reason === undefined) return [];
          return [
            <li>
              <a href={countedUrl(filter, { figure: 'closed', closeReason: reason })}>
                <span class="reason-name">{t(`reason.${reason}`)}</span>
                <span class="reason-count">
                  {formatNumber(row.closed, language)}
                  <span class="text-faint">{` · ${formatShare(row.closed, all, language)}`}</span>
                </span>
                <Bar value={row.closed} most={most} />
              </a>
            </li>,
          ];
        })}
      </ul>
    </section>
  );
}

function Count(props: ShowcaseProps & { figure: Figure; value: number; change: Partial<ShowcaseFilter> }) {
  const text = formatNumber(props.value, props.page.language);
  if (props.value === 0) return <span class="text-faint">{text}</span>;
  return (
    <a class="text-link" href={countedUrl(props.filter, { figure: props.figure }, props.change)}>
      {text}
    </a>
  );
}

/** A bar as long as its share of the longest; the number stands beside it. */
function Bar({ value, most }: { value: number; most: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-ground" width="100" height="10" />
      <rect class="bar-value" width={Math.round((value / most) * 1000) / 10} height="10" />
    </svg>
  );
}
