/** Where an Asterisk's manager listens, and what of its dialplan must be known. */
export interface AmiSettings {
  host: string;
  port: number;
  tls: boolean;
  username: string;
  secret: string;
  /** Names this PBX among several: part of every key. */
  account: string;
  /** Dialplan context of the agents' telephones: calls that begin there are ours. */
  context: string;
  /** Contexts calls from outside begin in. Empty: every context that is not the agents'. */
  inbound: string[];
  /** Channel technology of the agents' telephones. */
  dialTech: string;
  /** What is dialled in place of the `+` of a number. */
  dialPrefix: string;
  /** How long a call may wait for the queue it joins, before it is handed on without. Milliseconds. */
  queueWaitMs: number;
}

const PORTS: Record<string, number> = { 'ami:': 5038, 'amis:': 5039 };
const PARAMETERS = ['account', 'context', 'inbound', 'dialTech', 'dialPrefix', 'queueWaitMs'];
const MAX_QUEUE_WAIT_MS = 60_000;

/**
 * Reads `ami://user:secret@host:5038?account=pbx&context=from-internal`; `amis:` is the same over TLS.
 * @returns the settings, or one sentence that says what is wrong and quotes nothing: the URL holds a secret.
 */
export function readAmiUrl(value: string): AmiSettings | string {
  if (!URL.canParse(value)) return 'must be a URL such as ami://user:secret@host:5038';
  const url = new URL(value);
  const port = PORTS[url.protocol];
  if (port === undefined || url.hostname === '') return 'must be a URL such as ami://user:secret@host:5038';
  if (url.username === '' || url.password === '') return 'must name the manager user and its secret';
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) return `takes the parameters ${PARAMETERS.join(', ')} only`;
  return readParameters(url, port);
}

function readParameters(url: URL, standardPort: number): AmiSettings | string {
  const of = (name: string, fallback: string) => url.searchParams.get(name) ?? fallback;
  const [username, secret] = [decode(url.username), decode(url.password)];
  if (username === null || secret === null) return 'has a user or a secret that is not percent-encoded well';
  const queueWaitMs = Number(of('queueWaitMs', '500'));
  if (!(queueWaitMs >= 0 && queueWaitMs <= MAX_QUEUE_WAIT_MS)) {
    return `needs a queueWaitMs from 0 to ${MAX_QUEUE_WAIT_MS}`;
  }
  const dialTech = of('dialTech', 'PJSIP');
  if (!/^\w+$/.test(dialTech)) return 'needs a dialTech such as PJSIP or SIP';
  const dialPrefix = of('dialPrefix', '+');
  if (!/^[\d*#+]{0,8}$/.test(dialPrefix)) return 'needs a dialPrefix of digits, or none';
  const account = of('account', 'asterisk');
  const context = of('context', 'from-internal');
  if (!/^[\w.-]{1,64}$/.test(account)) return 'needs an account of letters, digits, dots and hyphens';
  if (!/^[\w.-]{1,79}$/.test(context)) return 'needs a context of letters, digits, dots and hyphens';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? standardPort : Number(url.port),
    tls: url.protocol === 'amis:',
    inbound: of('inbound', '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    ...{ username, secret, account, context, dialTech, dialPrefix, queueWaitMs },
  };
}

function decode(text: string): string | null {
  try {
    const decoded = decodeURIComponent(text);
    // A line's end in them would begin another header of the protocol.
    return /[\r\n]/.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}
