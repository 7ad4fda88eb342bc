import type { SpikeSettings } from './settings.ts';

/** How many customers turned to us for a service within the window, on one day. */
export interface Count {
  serviceId: string;
  /** Null for the whole service, wherever they live. */
  area: string | null;
  /** 0 is today; the others are the days before, at the same time of day. */
  day: number;
  customers: number;
}

/** Far more customers than usual for one service, perhaps of one area. */
export interface Spike {
  serviceId: string;
  area: string | null;
  count: number;
  baseline: number;
}

/** Days before today that tell what is usual. */
export const USUAL_DAYS = 7;
/** An area that has this share of a service's spike is where its cause lies. */
const SHARE = 0.7;

/**
 * Finds the spikes: at the most one for a service as a whole, or for areas of it that stand out. One area that has
 * most of a service's spike is named in place of the service.
 */
export function findSpikes(counts: Count[], settings: SpikeSettings): Spike[] {
  return groupsOf(counts, (each) => each.serviceId).flatMap((ofService) => {
    const spikes = groupsOf(ofService, (each) => each.area)
      .map(measure)
      .filter(({ count, baseline }) => count >= settings.minRequests && count >= settings.factor * baseline);
    const whole = spikes.find((each) => each.area === null);
    const areas = spikes.filter((each) => each.area !== null);
    if (!whole) return areas;
    const cause = areas.find((each) => each.count >= SHARE * whole.count);
    return [cause ?? whole];
  });
}

function measure(days: Count[]): Spike {
  const [first] = days;
  const of = (counted: Count[]) => counted.reduce((sum, each) => sum + each.customers, 0);
  return {
    serviceId: first?.serviceId ?? '',
    area: first?.area ?? null,
    count: of(days.filter((each) => each.day === 0)),
    baseline: of(days.filter((each) => each.day > 0)) / USUAL_DAYS,
  };
}

function groupsOf<Item>(items: Item[], key: (item: Item) => string | null): Item[][] {
  const groups = new Map<string | null, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}
