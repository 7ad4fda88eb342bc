/** Colours of a chart, by what they mean; themed in showcase.css. */
export type Tone =
  | 'chart-1'
  | 'chart-2'
  | 'chart-3'
  | 'chart-4'
  | 'chart-5'
  | 'chart-6'
  | 'good'
  | 'bad'
  | 'calm';

/** One row of bars, or one line. A value of null is a gap. */
export interface ChartSeries {
  name: string;
  tone: Tone;
  kind: 'bar' | 'line' | 'dashed';
  /** Bars of one stack stand on each other. */
  stack?: string;
  values: (number | null)[];
  /** The list behind a value. */
  href(index: number): string;
}

/** A chart over the buckets of a period. */
export interface ChartModel {
  id: string;
  title: string;
  /** What its numbers are, where the title does not say. */
  unit?: string;
  /** Short names of the buckets for the axis, and whole ones for the table and what a pointer shows. */
  labels: string[];
  titles: string[];
  series: ChartSeries[];
  /** A value in words. */
  format(value: number | null): string;
  /** A value on the axis; the same unless given. */
  axis?(value: number): string;
}

/** Whether there is anything to draw. */
export function isEmpty(chart: ChartModel): boolean {
  return chart.series.every(({ values }) => values.every((value) => value === null || value === 0));
}
