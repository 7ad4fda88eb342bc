import { raw } from 'hono/html';
import type { Page } from '../../env.ts';
import { type ChartModel, isEmpty } from './chart.ts';
import { drawChart } from './drawChart.ts';

/** A chart with its legend, and the same numbers as a table for a keyboard, a reader, or a careful eye. */
export function Chart({ page, chart }: { page: Page; chart: ChartModel }) {
  const { t } = page;
  return (
    <section class="panel chart" aria-labelledby={`chart-${chart.id}`}>
      <h2 id={`chart-${chart.id}`} class="chart-title">
        {chart.title}
        {chart.unit !== undefined && <span class="chart-unit">{`, ${chart.unit}`}</span>}
      </h2>
      {isEmpty(chart) ? (
        <p class="chart-empty">{t('showcase.chart.empty')}</p>
      ) : (
        <>
          <Legend chart={chart} />
          {raw(drawChart(chart))}
          <DataTable page={page} chart={chart} />
        </>
      )}
    </section>
  );
}

function Legend({ chart }: { chart: ChartModel }) {
  return (
    <ul class="chart-legend">
      {chart.series.map(({ name, tone, kind }) => (
        <li class={`chart-key chart-key-${kind} tone-${tone}`}>
          <span class="truncate">{name}</span>
        </li>
      ))}
    </ul>
  );
}

function DataTable({ page, chart }: { page: Page; chart: ChartModel }) {
  const { t } = page;
  return (
    <details class="chart-data">
      <summary>{t('showcase.chart.table')}</summary>
      <section class="chart-scroll" tabindex={0} aria-label={chart.title}>
        <table class="figures-table">
          <thead>
            <tr>
              <th scope="col">{t('showcase.chart.period')}</th>
              {chart.series.map(({ name }) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.titles.map((title, index) => (
              <tr>
                <th scope="row">{title}</th>
                {chart.series.map((series) => (
                  <td>
                    <Cell chart={chart} value={series.values[index] ?? null} href={series.href(index)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Cell({ chart, value, href }: { chart: ChartModel; value: number | null; href: string }) {
  if (value === null || value === 0) return <span class="text-faint">{chart.format(value)}</span>;
  return (
    <a class="text-link" href={href}>
      {chart.format(value)}
    </a>
  );
}
