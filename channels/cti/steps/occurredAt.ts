/** A provider's clock may be ahead of ours by this much; further ahead, it is not the time we count in. */
const AHEAD_MS = 60_000;

/**
 * When something happened, as the provider says.
 * @param seconds Unix time; null or 0 where it said nothing.
 * @param now our own clock.
 * @returns our own time where the provider gave none, or one that is still to come.
 */
export function occurredAt(seconds: number | null, now: Date): Date {
  if (seconds === null || !(seconds > 0)) return now;
  const at = seconds * 1000;
  return at > now.getTime() + AHEAD_MS ? now : new Date(at);
}
