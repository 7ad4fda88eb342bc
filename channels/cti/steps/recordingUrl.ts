/** Longer ones are no address of a recording. */
const MAX_LENGTH = 2000;

/**
 * The address of a recording, as a PBX gave it. It is stored and not fetched: the house does that, from hosts its
 * settings allow.
 * @returns null for anything but an http(s) URL, and for one with a login in it: that is a secret.
 */
export function readRecordingUrl(raw: unknown): string | null {
  if (typeof raw !== 'string' || raw.length > MAX_LENGTH || !URL.canParse(raw)) return null;
  const { protocol, username, password, href } = new URL(raw);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return username || password ? null : href;
}
