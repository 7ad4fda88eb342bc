/** A place recordings may be fetched from, and how to log in there. */
export interface RecordingSource {
  /** Scheme, host and port. */
  origin: string;
  /** Value of the Authorization header; null: none. */
  authorization: string | null;
}

/**
 * Reads the allow-list of recordings: origins separated by commas, a login in each where it wants one, e.g.
 * `https://AC1:token@api.twilio.com,http://pbx.local:8088`.
 * @throws {Error} saying which entry is none; never quoting it, for it may hold a password.
 */
export function readSources(value: string): RecordingSource[] {
  const entries = value
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return entries.map((entry, index) => {
    const url = URL.canParse(entry) ? new URL(entry) : undefined;
    if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/')
      throw new Error(`entry ${index + 1} must be an origin such as https://pbx.example`);
    const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    const authorization = login === ':' ? null : `Basic ${Buffer.from(login).toString('base64')}`;
    return { origin: url.origin, authorization };
  });
}

/** The source a recording's URL belongs to; undefined where it is on no list, or is no URL at all. */
export function sourceOf(url: string, sources: RecordingSource[]): RecordingSource | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, username, password } = new URL(url);
  return username || password ? undefined : sources.find((source) => source.origin === origin);
}
