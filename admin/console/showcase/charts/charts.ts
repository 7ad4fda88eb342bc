import type { SeriesPoint } from '../../../../core/analytics/analytics.ts';
import type { Figure } from '../../../../core/analytics/figures.ts';
import { channelLabel } from '../../layout/words.ts';
import { bucketLabel, bucketTitle, formatDuration, formatNumber } from '../format.ts';
import { bucketChange, countedUrl } from '../links.ts';
import type { ShowcaseProps } from '../ShowcasePage.tsx';
import type { ChartModel, ChartSeries, Tone } from './chart.ts';

const CHANNEL_TONES: Tone[] = ['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'];
/** Seconds, and the key of the unit's name. */
const UNITS = [
  [86_400, 'showcase.unit.days'],
  [3_600, 'showcase.unit.hours'],
  [60, 'showcase.unit.minutes'],
] as const;

/** The charts of a report, in the order they stand on the page. */
export function chartsOf(props: ShowcaseProps): ChartModel[] {
  return [volume(props), flow(props), sla(props), duration(props, 'answered'), duration(props, 'closed')];
}

type Draft = Omit<ChartSeries, 'href' | 'values'> & {
  value(point: SeriesPoint): number | null;
  figure: Figure;
  channel?: string;
};

function volume(props: ShowcaseProps): ChartModel {
  const { channel } = props.choices;
  const present = channel.filter(({ id }) => props.report.series.some(({ byChannel }) => byChannel[id]));
  return {
    ...frame(props, 'volume'),
    series: seriesOf(
      props,
      present.map(({ id }) => ({
        name: channelLabel(id),
        tone: CHANNEL_TONES[channel.findIndex((each) => each.id === id) % CHANNEL_TONES.length] ?? 'chart-1',
        kind: 'bar',
        stack: 'volume',
        value: ({ byChannel }) => byChannel[id] ?? 0,
        figure: 'registered',
        channel: id,
      })),
    ),
  };
}

function flow(props: ShowcaseProps): ChartModel {
  const { t } = props.page;
  return {
    ...frame(props, 'flow'),
    series: seriesOf(props, [
      bar(t('showcase.figure.registered'), 'chart-1', 'registered'),
      bar(t('showcase.figure.closed'), 'good', 'closed'),
      { ...bar(t('showcase.figure.backlog'), 'chart-3', 'backlog'), kind: 'line' },
    ]),
  };
}

function sla(props: ShowcaseProps): ChartModel {
  const { t } = props.page;
  return {
    ...frame(props, 'sla'),
    series: seriesOf(props, [
      { ...bar(t('showcase.figure.kept'), 'good', 'kept'), stack: 'sla' },
      { ...bar(t('showcase.figure.breached'), 'bad', 'breached'), stack: 'sla' },
    ]),
  };
}

function duration(props: ShowcaseProps, figure: 'answered' | 'closed'): ChartModel {
  const { t, language } = props.page;
  const times = (point: SeriesPoint) => (figure === 'answered' ? point.toAnswer : point.toClose);
  const longest = Math.max(0, ...props.report.series.map((point) => times(point).p90 ?? 0));
  const [size, unit] = UNITS.find(([seconds]) => longest >= 2 * seconds) ?? UNITS[2];
  return {
    ...frame(props, figure === 'answered' ? 'answer' : 'close'),
    unit: t(unit),
    format: (value) => formatDuration(value === null ? null : value * size, language),
    axis: (value) => formatNumber(value, language),
    series: seriesOf(props, [
      {
        name: t('showcase.median'),
        tone: 'chart-1',
        kind: 'line',
        value: (point) => scaled(times(point).median, size),
        figure,
      },
      {
        name: t('showcase.p90'),
        tone: 'calm',
        kind: 'dashed',
        value: (point) => scaled(times(point).p90, size),
        figure,
      },
    ]),
  };
}

function scaled(seconds: number | null, size: number): number | null {
  return seconds === null ? null : seconds / size;
}

function bar(name: string, tone: Tone, figure: Exclude<Figure, 'rated'>): Draft {
  return { name, tone, kind: 'bar', value: (point) => point[figure], figure };
}

function frame({ page, window, zone }: ShowcaseProps, id: 'volume' | 'flow' | 'sla' | 'answer' | 'close') {
  return {
    id,
    title: page.t(`showcase.chart.${id}`),
    labels: window.buckets.map((bucket) => bucketLabel(bucket, zone, page.language)),
    titles: window.buckets.map((bucket) => bucketTitle(bucket, zone, page.language)),
    format: (value: number | null) => formatNumber(value, page.language),
  };
}

/** What has not come yet is a gap, not a nought. */
function seriesOf(props: ShowcaseProps, drafts: Draft[]): ChartSeries[] {
  const { window, report, filter, page } = props;
  return drafts.map(({ value, figure, channel, ...series }) => ({
    ...series,
    values: window.buckets.map((bucket, index) => {
      const point = report.series[index];
      return point === undefined || bucket.start > page.now ? null : value(point);
    }),
    href(index) {
      const bucket = window.buckets[index];
      if (bucket === undefined) return countedUrl(filter, { figure });
      const change = { ...bucketChange(bucket), ...(channel !== undefined && { channel }) };
      return countedUrl(filter, { figure, hour: bucket.hour ?? undefined }, change);
    },
  }));
}
