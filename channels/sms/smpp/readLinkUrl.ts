const PORTS: Record<string, number> = { 'smpp:': 2775, 'smpps:': 3550 };

const SHAPE = 'must look like smpp://system_id:password@host:2775 (smpps:// for TLS)';

/**
 * Takes the URL of one link apart.
 * @returns its fields, values still unchecked; or the fault in words, quoting nothing of the URL.
 */
export function readLinkUrl(text: string): Record<string, unknown> | string {
  const url = parse(text);
  const port = url && PORTS[url.protocol];
  if (!url || port === undefined) return SHAPE;
  if (url.hostname === '') return `${SHAPE}; the host is missing`;
  if (url.username === '' || url.password === '') return `${SHAPE}; system_id or password is missing`;
  if (!['', '/'].includes(url.pathname) || url.hash !== '') {
    return `${SHAPE}; write / as %2F and # as %23 in a password`;
  }
  const names = [...url.searchParams.keys()];
  if (new Set(names).size < names.length) return 'a setting is given twice';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const own = ['host', 'port', 'tls', 'systemId', 'password'].find((name) => names.includes(name));
  if (own) return `${own} does not stand among the settings but before the ?`;
  const given = Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''));
  // A plus that nobody encoded arrives as a space.
  if (given.from !== undefined) given.from = given.from.replace(/^ (?=\d)/, '+');
  try {
    return {
      account: host,
      ...given,
      host,
      port: url.port === '' ? port : Number(url.port),
      tls: url.protocol === 'smpps:',
      systemId: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    };
  } catch {
    return 'system_id or password is not percent-encoded properly; write % as %25';
  }
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
