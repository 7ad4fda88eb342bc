import { decodeCharset, decodeQuotedPrintable, decodeWords } from './decode.ts';

export interface Mail {
  subject: string;
  text: string;
  headers: ReadonlyMap<string, string>;
}

/** How deep parts may lie in parts. */
const MAX_DEPTH = 5;

/**
 * Reads what a sink needs of a mail (RFC 5322, MIME): its subject and its text, the first text/plain part, else the
 * first text/html one without its tags. Attachments are passed over.
 * @param source the bytes of the mail.
 */
export function parseMail(source: Buffer): Mail {
  const part = readPart(source.toString('latin1'));
  const text = findText(part, 'text/plain') ?? withoutTags(findText(part, 'text/html') ?? '');
  const subject = decodeWords(utf8(part.headers.get('subject') ?? ''));
  return { subject, text: text.replace(/\r\n/g, '\n').trimEnd(), headers: part.headers };
}

interface Part {
  headers: Map<string, string>;
  /** The body's bytes as latin1 text. */
  body: string;
}

function readPart(source: string): Part {
  const end = /^\r?\n|\r?\n\r?\n/.exec(source);
  const head = end ? source.slice(0, end.index) : source;
  const body = end ? source.slice(end.index + end[0].length) : '';
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body };
}

function findText(part: Part, wanted: string, depth = 0): string | undefined {
  const contentType = part.headers.get('content-type') ?? 'text/plain';
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('multipart/') && depth < MAX_DEPTH) {
    const boundary = parameter(contentType, 'boundary');
    for (const inner of boundary ? splitParts(part.body, boundary) : []) {
      const found = findText(readPart(inner), wanted, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (type !== wanted || part.headers.get('content-disposition')?.startsWith('attachment')) return undefined;
  return decodeCharset(decodeBody(part), parameter(contentType, 'charset') ?? 'utf-8');
}

function splitParts(body: string, boundary: string): string[] {
  const parts = `\r\n${body}`.split(`\n--${boundary}`);
  const last = parts.findIndex((part, index) => index > 0 && part.startsWith('--'));
  return parts
    .slice(1, last === -1 ? undefined : last)
    .map((part) => part.replace(/^[ \t]*\r?\n/, '').replace(/\r$/, ''));
}

function decodeBody(part: Part): Buffer {
  const encoding = part.headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(part.body, 'base64');
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(part.body);
  return Buffer.from(part.body, 'latin1');
}

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2];
}

function withoutTags(html: string): string {
  const broken = html
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li)[^>]*>/gi, '\n');
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };
  return broken
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? '')
    .trim();
}

function utf8(latin: string): string {
  return Buffer.from(latin, 'latin1').toString('utf8');
}
