import type { StoredEvent } from '../../../core/events.ts';

/** A text an event holds; null where it holds none. */
export function textOf(event: StoredEvent, field: string): string | null {
  const value = event.data[field];
  return typeof value === 'string' ? value : null;
}

/** A number an event holds; null where it holds none. */
export function numberOf(event: StoredEvent, field: string): number | null {
  const value = event.data[field];
  return typeof value === 'number' ? value : null;
}
