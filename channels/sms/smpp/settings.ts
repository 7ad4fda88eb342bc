import { z } from 'zod';
import { readLinkUrl } from './readLinkUrl.ts';

const link = z.strictObject({
  account: z.string().regex(/^[\w.:-]{1,64}$/, 'must be 1 to 64 letters, digits or signs of . : - _'),
  host: z.string().min(1, 'must not be empty'),
  port: z.number(),
  tls: z.boolean(),
  systemId: asciiWord(1, 64),
  password: asciiWord(1, 64),
  systemType: asciiWord(0, 12).default(''),
  from: z
    .string()
    .regex(
      /^(?:\+?\d{3,20}|(?=.*[A-Za-z])[\x20-\x7e]{1,11})$/,
      'must be 3 to 20 digits, or a name of at most 11',
    )
    .nullable()
    .default(null),
  ton: wholeNumber(0, 6).nullable().default(null),
  npi: wholeNumber(0, 18).nullable().default(null),
  window: wholeNumber(1, 1_000).default(10),
  perSecond: wholeNumber(1, 1_000).default(20),
  enquireSeconds: wholeNumber(1, 600).default(30),
  responseSeconds: wholeNumber(1, 120).default(10),
  partsSeconds: wholeNumber(0, 60).default(20),
  heldParts: wholeNumber(1, 100).default(5),
  retryStatus: z
    .string()
    .regex(/^(?:0x[0-9a-f]{1,4}|\d{1,5})$/i, 'must be a command_status such as 0x08')
    .transform(Number)
    .pipe(z.number().min(1, 'must not be 0, which means taken'))
    .default(0x08),
  receiptIds: z.enum(['same', 'hex', 'decimal'], 'must be same, hex or decimal').default('same'),
});

/**
 * One link to an SMSC, as its URL tells it.
 *
 * - `account` names the link: half of the key of every contact that comes by it.
 * - `from` is what we send as: a number, a short code or a name; null: the SMSC puts its own. `ton` and `npi` are its
 *   type and numbering plan; null: told from its looks.
 * - `window`: messages of ours that may be unanswered at a time; `perSecond`: messages of ours in a second.
 * - `enquireSeconds`: between two enquire_link; `responseSeconds`: how long any answer is waited for.
 * - `partsSeconds`: how long the parts of a long message are waited for, unanswered; 0: each is a contact of its own.
 * - `heldParts`: how many parts of unfinished messages are held so, of all senders together; less than the SMSC lets be
 *   unanswered.
 * - `retryStatus`: the command_status that makes this SMSC deliver again later.
 * - `receiptIds`: how receipts write the id submit_sm_resp gave: the `same`, or in `hex` or `decimal` where that was
 *   the other.
 */
export type SmppLinkSettings = z.output<typeof link>;

/**
 * Parses the links of the house.
 * @param value URLs separated by whitespace: `smpp://system_id:password@host:2775?account=mts&from=1234`, `smpps://`
 * for TLS. What stands in user name and password is percent-decoded.
 * @returns the links in order; none for an empty value.
 * @throws {Error} that names every fault by the link's place in the list, and quotes no secret.
 */
export function parseSmppUrls(value: string): SmppLinkSettings[] {
  const links: SmppLinkSettings[] = [];
  const faults: string[] = [];
  for (const [index, url] of value.split(/\s+/).filter(Boolean).entries()) {
    const fault = (text: string) => faults.push(`link ${index + 1}: ${text}`);
    const given = readLinkUrl(url);
    if (typeof given === 'string') {
      fault(given);
      continue;
    }
    const parsed = link.safeParse(given);
    if (!parsed.success) for (const issue of parsed.error.issues) fault(describe(issue));
    else if (links.some(({ account }) => account === parsed.data.account))
      fault(`account ${parsed.data.account} is taken by another link; give each its own account=`);
    else links.push(parsed.data);
  }
  if (faults.length > 0) throw new Error(faults.join('; '));
  return links;
}

/** Only a plain word is repeated: a password with an unescaped `?` or `&` ends up among the names. */
function describe(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return `${issue.path.join('.')} ${issue.message}`;
  const names = issue.keys.map((key) => (/^[A-Za-z]{1,20}$/.test(key) ? key : '(unreadable)'));
  return `unknown setting ${names.join(', ')}`;
}

/** Fields of SMPP are NUL-terminated ASCII. */
function asciiWord(least: number, most: number) {
  return z
    .string()
    .regex(
      new RegExp(`^[\\x20-\\x7e]{${least},${most}}$`),
      `must be ${least} to ${most} plain ASCII characters`,
    );
}

function wholeNumber(least: number, most: number) {
  const words = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, words)
    .transform(Number)
    .pipe(z.number().min(least, words).max(most, words));
}
