import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartModel, ChartSeries } from './chart.ts';

echarts.use([BarChart, LineChart, GridComponent, SVGRenderer]);

/** What the drawing is laid out for; the page scales it. */
const WIDTH = 420;
const HEIGHT = 220;
const LABEL = { color: 'var(--chart-ink)', fontSize: 12 };
const LINE = { lineStyle: { color: 'var(--chart-line)' } };

/**
 * Draws a chart as an SVG that needs no script. Its colours are CSS variables, so that it follows the theme. The
 * strict policy of our pages allows no style attributes and no style elements: none are left in it. Every bar and
 * point is a link with a title; a keyboard and a reader take the table beside the chart, so it is hidden from them.
 */
export function drawChart(chart: ChartModel): string {
  const drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    drawing.setOption(optionOf(chart));
    return dress(drawing.renderToSVGString(), chart);
  } finally {
    drawing.dispose();
  }
}

function optionOf(chart: ChartModel) {
  const format = chart.axis ?? chart.format;
  return {
    animation: false,
    grid: { left: 2, right: 8, top: 10, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: chart.labels,
      axisLine: LINE,
      axisTick: { show: false },
      axisLabel: { ...LABEL, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      minInterval: 1,
      axisLabel: { ...LABEL, formatter: (value: number) => format(value) },
      splitLine: LINE,
    },
    series: chart.series.map(seriesOf),
  };
}

function seriesOf({ tone, kind, stack, values }: ChartSeries) {
  const color = `var(--${tone})`;
  const common = { cursor: 'default', emphasis: { disabled: true } };
  if (kind === 'bar') {
    return {
      ...common,
      type: 'bar',
      ...(stack !== undefined && { stack }),
      barMaxWidth: 28,
      barCategoryGap: '30%',
      itemStyle: { color },
      // A bar of nothing is no target.
      data: values.map((value) => value || null),
    };
  }
  return {
    ...common,
    type: 'line',
    symbol: 'circle',
    symbolSize: values.length > 31 ? 4 : 6,
    lineStyle: { color, width: 2, type: kind === 'dashed' ? 'dashed' : 'solid' },
    itemStyle: { color },
    data: values,
  };
}

const MARK = /<path ([^>]*)ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)"[^>]*><\/path>/g;

/** Takes off what the policy forbids, and puts the links on. */
function dress(svg: string, chart: ChartModel): string {
  return svg
    .replace(/<(style|defs)[\s\S]*?<\/\1>/g, '')
    .replace(/ (?:style|class|clip-path|pointer-events|xmlns:xlink|baseProfile|version)="[^"]*"/g, '')
    .replace(MARK, (_mark, shape: string, series: string, index: string) =>
      link(chart, Number(series), Number(index), `<path ${shape.trim()}></path>`),
    )
    .replace(/<svg width="\d+" height="\d+"/, '<svg class="chart-drawing" aria-hidden="true"');
}

function link(chart: ChartModel, seriesIndex: number, index: number, mark: string): string {
  const series = chart.series[seriesIndex];
  if (!series) return mark;
  const title = `${chart.titles[index] ?? ''}\n${series.name}: ${chart.format(series.values[index] ?? null)}`;
  return `<a href="${escaped(series.href(index))}" tabindex="-1"><title>${escaped(title)}</title>${mark}</a>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
