import type { Numbers, SeriesPoint } from '../analytics.ts';
import type { Window } from '../window.ts';
import { type Group, noNumbers } from './measure.ts';

/**
 * Puts measured groups into the buckets of a window. The backlog is what the window ended with, reckoned back through
 * what came and went.
 * @param whole the figures of the whole window.
 * @param buckets groups by bucket.
 * @param volumes groups by bucket and channel.
 */
export function toSeries(window: Window, whole: Numbers, buckets: Group[], volumes: Group[]): SeriesPoint[] {
  const points = window.buckets.map((): SeriesPoint => ({ ...noNumbers(), byChannel: {} }));
  for (const { bucket, numbers } of buckets) {
    const point = points[(bucket ?? 0) - 1];
    if (point) Object.assign(point, numbers);
  }
  for (const { bucket, keys, numbers } of volumes) {
    const point = points[(bucket ?? 0) - 1];
    if (point && keys.channel && numbers.registered > 0) point.byChannel[keys.channel] = numbers.registered;
  }
  let backlog = whole.backlog;
  for (const point of points.toReversed()) {
    point.backlog = backlog;
    backlog += point.closed - point.registered;
  }
  return points;
}
