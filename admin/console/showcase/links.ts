import type { Figure } from '../../../core/analytics/figures.ts';
import { filterParams, type ShowcaseFilter } from '../../../core/analytics/filter.ts';
import type { Bucket } from '../../../core/analytics/window.ts';
import type { CloseReason } from '../../../core/service-request/status.ts';

/** What the list behind a number is narrowed to, beyond the filter of the page the number stands on. */
export interface Narrowing {
  figure: Figure;
  closeReason?: CloseReason | undefined;
  /** Of a period of one day: the hour, counted from midnight. */
  hour?: number | undefined;
}

/** The showcase's address with parts of its filter changed; undefined takes one away. */
export function showcaseUrl(filter: ShowcaseFilter, change: Partial<ShowcaseFilter> = {}): string {
  return `/showcase?${new URLSearchParams(filterParams({ ...filter, ...change }))}`;
}

/** The address of exactly the requests a number counts. */
export function countedUrl(
  filter: ShowcaseFilter,
  narrowing: Narrowing,
  change: Partial<ShowcaseFilter> & { cursor?: string } = {},
): string {
  return `/showcase/requests?${countedParams(filter, narrowing, change)}`;
}

/** The address of their export. */
export function exportUrl(filter: ShowcaseFilter, narrowing: Narrowing): string {
  return `/showcase/export.csv?${countedParams(filter, narrowing)}`;
}

/** The days of a bucket as a filter, and its hour. */
export function bucketChange({ from, to }: Bucket): Partial<ShowcaseFilter> {
  return { period: null, from, to };
}

function countedParams(
  filter: ShowcaseFilter,
  { figure, closeReason, hour }: Narrowing,
  { cursor, ...change }: Partial<ShowcaseFilter> & { cursor?: string } = {},
): URLSearchParams {
  const params = new URLSearchParams({ figure });
  for (const [name, value] of filterParams({ ...filter, ...change })) params.set(name, value);
  if (closeReason !== undefined) params.set('closeReason', closeReason);
  if (hour !== undefined) params.set('hour', String(hour));
  if (cursor !== undefined) params.set('cursor', cursor);
  return params;
}
