const BASE = 'http://local.invalid';

/**
 * Where to go after the login: only a path of this house, never another site, never the login itself.
 * @param wanted as it came in the query.
 * @returns the path with its query, or `/`.
 */
export function localPath(wanted: string | undefined): string {
  // Browsers read "\" as "/" and skip tabs and line ends, so that "/\t/evil.example" is another site to them.
  if (!wanted?.startsWith('/') || /^\/[/\\]|[\\\p{Cc}]/u.test(wanted) || wanted.length > 2000) return '/';
  if (!URL.canParse(wanted, BASE)) return '/';
  const { origin, pathname, search } = new URL(wanted, BASE);
  if (origin !== BASE || pathname.startsWith('//') || pathname.startsWith('/auth/')) return '/';
  return pathname + search;
}
