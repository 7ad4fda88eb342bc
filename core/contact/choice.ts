import { z } from 'zod';

/** What a picked {@link Choice} means: the id a notice gave out and a channel brings back. */
export type Picked =
  | { kind: 'service'; serviceId: string }
  | { kind: 'rating'; requestId: string; stars: number };

const RATING = /^rate:([0-9a-f-]{36}):([1-5])$/;

/** Id of the choice of a service. */
export function serviceChoice(serviceId: string): string {
  return `service:${serviceId}`;
}

/** Id of a rating of a closed request. @param stars 1–5. */
export function ratingChoice(requestId: string, stars: number): string {
  return `rate:${requestId}:${stars}`;
}

/** @returns what was picked; null for none, and for what we never gave out. */
export function readChoice(choice: string | null): Picked | null {
  if (choice === null) return null;
  if (choice.startsWith('service:')) return { kind: 'service', serviceId: choice.slice('service:'.length) };
  const [, requestId, stars] = RATING.exec(choice) ?? [];
  if (!z.uuid().safeParse(requestId).success || requestId === undefined) return null;
  return { kind: 'rating', requestId, stars: Number(stars) };
}
