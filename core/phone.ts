import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** What a caller's or sender's "number" turned out to be; only `e164` names a subscriber. */
export type PhoneKind =
  | 'e164'
  | 'anonymous'
  | 'alphanumeric'
  | 'short_code'
  | 'extension'
  | 'invalid'
  | 'none';

/**
 * `e164` and `country` are set for kind `e164` only; `country` (ISO 3166-1 alpha-2) is null there for numbers of
 * no country (+800). `extension` holds digits: what stood behind the number, or the internal number itself.
 */
export interface PhoneReading {
  kind: PhoneKind;
  e164: string | null;
  extension: string | null;
  country: string | null;
}

/** Longer than any number with a name around it; keeps hostile input cheap. */
const MAX_LENGTH = 250;

/** One of these alone, or amid {@link FILLER}, says that the caller is hidden. */
const HIDDEN = new Set(
  `anonymous anon anonymized unknown restricted withheld private unavailable blocked hidden undisclosed
  unidentified nonumber noname null none undefined n/a nan
  скрыт скрыто скрытый скрыл неизвестен неизвестно неизвестный неизвестная аноним анонимный анонимно анонимен
  определен определился неопределен определено засекречен засекреченный недоступен частный закрытый закрыт
  белгісіз жасырын`.split(/\s+/),
);
const FILLER = new Set(
  'number caller callerid id name not the user party no номер номера абонент клиент звонящий не без нөмір'.split(
    ' ',
  ),
);
const HIDDEN_PHRASES = new Set(['no number', 'no caller id', 'not available', 'без номера', 'нет номера']);
/** Twilio Voice spells these words on a dial pad: ANONYMOUS, UNAVAILABLE, RESTRICTED, BLOCKED, UNKNOWN. */
const TWILIO_HIDDEN = /^\+?(266696687|86282452253|7378742833|2562533|8656696)$/;

const LETTER = /\p{L}/u;
const SCHEME = /^\s*(?:tel|sips?|callto|whatsapp|sms|smsto|viber)\s*:\s*(?:\/\/)?/i;
const EXTENSION =
  /(?:;\s*ext\s*=|(?<!\p{L})(?:доб(?:авочный|ав)?|внутр(?:енний)?|вн|ext(?:ension|n)?|x|х)(?!\p{L})\s*[.:=]*|#|,+)\s*(\d{1,7})\s*#?\s*$/iu;
/** Comma, semicolon and the like always part two numbers; a slash may as well be formatting. */
const NUMBERS_APART = /[,;|]|(?<=\d[\s)]*)(?=\+)/;
/** A number amid words: not glued to a letter or to a hyphenated code such as a UUID. */
const NUMBER_AMID_WORDS = /(?<![\p{L}\p{N}_@-])[+(]*\d[\d\s()./-]*\d(?![\p{L}\p{N}_])/gu;

/**
 * Reads what a channel gave as the caller's number.
 *
 * E.164 (ITU-T Recommendation E.164): `+`, country code and national number, 15 digits at most. A reading is
 * `e164` only when the numbering plan of its country knows the number (libphonenumber's `isValid`), so that a
 * mistyped number never looks a customer up. The order of the questions: nothing → `none`; a word for a hidden
 * caller, only signs, only zeros → `anonymous`; letters that are no label, name or extension mark →
 * `alphanumeric`; 1–2 digits → `extension`; 3–6 digits → `short_code` (no E.164 number is that short; an
 * internal extension of 3–6 digits cannot be told from a short code, so it is called what the public network
 * would call it, and only a mark such as "доб. 123" makes it an `extension`); then E.164; the rest `invalid`.
 *
 * Of several numbers ("8 916 000-00-07 / 8 916 000-00-08") the first valid one is taken: it is ambiguous, and
 * people write the main one first. Digits without `+` are read in the default country first, and as an
 * international number (as PBXs and SMS gateways give them) only if that fails and there are 11 or more.
 *
 * @param raw what the channel sent: any string, `tel:` and `sip:` URIs and `Name <number>` included
 * @param defaultCountry ISO 3166-1 alpha-2; whose numbers are written without a country code
 * @returns the reading; never throws
 */
export function readPhone(raw: string | null | undefined, defaultCountry: CountryCode): PhoneReading {
  const whole = clean(raw ?? '');
  if (whole === '') return reading('none');
  const { text: address, isUri } = addressOf(whole);
  if (isHidden(whole) || isHidden(address)) return reading('anonymous');

  const mark = EXTENSION.exec(address);
  const base = mark ? address.slice(0, mark.index).trim() : address;
  const extension = mark?.[1] ?? null;
  if (extension && !/[\p{L}\p{N}]/u.test(base)) return { ...reading('extension'), extension };

  if (LETTER.test(base)) return readAmidWords(base, extension, isUri, defaultCountry);
  const found = readNumbers(base, defaultCountry);
  return found.kind === 'e164' ? { ...found, extension } : found;
}

function reading(kind: PhoneKind): PhoneReading {
  return { kind, e164: null, extension: null, country: null };
}

function clean(raw: string): string {
  return raw
    .slice(0, MAX_LENGTH)
    .replace(/№|➕/gu, (sign) => (sign === '➕' ? '+' : ' '))
    .normalize('NFKC') // full-width digits and brackets, NBSP, superscripts
    .replace(/[\r\n]+/g, ' , ')
    .replace(/\p{Cf}/gu, '') // direction marks, zero-width characters, BOM
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/%2b/gi, '+')
    .replace(/^[\s,]+|[\s,]+$/g, '');
}

/** The address inside `Name <…>` and inside a URI; the text itself when it is neither. */
function addressOf(text: string): { text: string; isUri: boolean } {
  const inner = /<([^<>]*)>/.exec(text)?.[1]?.trim();
  const address = inner || text.replace(/[<>]/g, ' ').trim();
  if (!SCHEME.test(address)) return { text: address, isUri: false };
  const rest = address.replace(SCHEME, '');
  const ext = /;\s*ext\s*=\s*\d+/i.exec(rest)?.[0] ?? '';
  const at = rest.indexOf('@');
  const user = (at >= 0 ? rest.slice(0, at) : rest).split(/[;?]/)[0] ?? '';
  // `user:password@host`; without `@` it is a host with a port, or a bare number.
  return { text: (at >= 0 ? (user.split(':')[0] ?? '') : user).trim() + ext, isUri: true };
}

function isHidden(text: string): boolean {
  const words = text
    .toLowerCase()
    .replace(/ё/g, 'е')
    .split(/[^\p{L}\p{N}/]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return true; // "-", "+", "…", "???"
  if (TWILIO_HIDDEN.test(text) || /^\+?(0|0{7,})$/.test(text)) return true;
  if (HIDDEN_PHRASES.has(words.join(' '))) return true;
  return (
    words.some((word) => HIDDEN.has(word)) && words.every((word) => HIDDEN.has(word) || FILLER.has(word))
  );
}

/** "тел. 8 916 …", "+7 916 … (Иван)", "8 916 … или 8 916 …": a whole valid number, or else a sender's name. */
function readAmidWords(
  text: string,
  extension: string | null,
  isUri: boolean,
  country: CountryCode,
): PhoneReading {
  if (isUri) return reading('alphanumeric'); // sip:ivan.79160000007@… is a login
  for (const { 0: candidate, index } of text.matchAll(NUMBER_AMID_WORDS)) {
    const found = readNumbers(candidate, country);
    if (found.kind !== 'e164') continue;
    return { ...found, extension: extension ?? extensionRightBehind(text.slice(index + candidate.length)) };
  }
  return reading('alphanumeric');
}

/** "+7 495 … доб. 12 (Иван)": the mark and its digits follow the number, words follow them. */
function extensionRightBehind(text: string): string | null {
  const run = /^\D{0,16}\d{1,7}(?!\d)/.exec(text)?.[0] ?? '';
  const mark = EXTENSION.exec(run);
  return mark && /^[\s(,]*$/.test(run.slice(0, mark.index)) ? (mark[1] ?? null) : null;
}

/** Text without letters that holds one number or several. */
function readNumbers(text: string, country: CountryCode): PhoneReading {
  const parts = text.split(NUMBERS_APART).filter((part) => /\d/.test(part));
  const readings = parts.map((part) => readSlashed(part, country));
  return readings.find((one) => one.kind === 'e164') ?? readings[0] ?? reading('invalid');
}

/** `0711/123456` is one number, `8 916 …/8 916 …` are two, `8 916 000-00-07/08` is the first with a variant. */
function readSlashed(text: string, country: CountryCode): PhoneReading {
  const pieces = text.split('/');
  const whole = readOne(pieces.join(''), country);
  if (whole.kind === 'e164' || pieces.length === 1) return whole;
  for (let end = 1; end < pieces.length; end += 1) {
    const found = readOne(pieces.slice(0, end).join(''), country);
    if (found.kind === 'e164') return found;
  }
  const readings = pieces.filter((piece) => /\d/.test(piece)).map((piece) => readOne(piece, country));
  return readings.find((one) => one.kind === 'e164') ?? whole;
}

function readOne(text: string, country: CountryCode): PhoneReading {
  const digits = text.replace(/\D/g, '');
  if (digits.length <= 2) return { ...reading('extension'), extension: digits || null };
  if (digits.length <= 6) return reading('short_code');
  for (const spelling of spellings(text, digits, country)) {
    const parsed = parsePhoneNumberFromString(spelling, { defaultCountry: country, extract: false });
    if (parsed?.isValid())
      return { ...reading('e164'), e164: parsed.number, country: parsed.country ?? null };
  }
  return reading('invalid');
}

/** Ways to read the digits, the likeliest first. */
function spellings(text: string, digits: string, country: CountryCode): string[] {
  const plus = text.includes('+');
  const trunkEight = getCountryCallingCode(country) === '7';
  const prefix = (trunkEight && !plus ? /^(?:00|810)(?=\d{7})/ : /^00(?=\d{7})/).exec(digits)?.[0] ?? '';
  const eleven = trunkEight && /^8\d{10}$/.test(digits);
  if (!plus && prefix === '') {
    return digits.length >= 11 && !eleven ? [digits, `+${digits}`] : [digits];
  }
  const spelt = [`+${digits.slice(prefix.length)}`];
  // "+49 (0) 30 …": the trunk zero in brackets is for callers inside the country.
  const withoutZero = text.replace(/\(\s*0\s*\)/, '').replace(/\D/g, '');
  if (withoutZero !== digits) spelt.push(`+${withoutZero.slice(prefix.length)}`);
  // "+8 916 …" is the trunk prefix with a plus before it; a number that merely begins with 810 may be national.
  if (eleven || !plus) spelt.push(digits);
  return spelt;
}
