import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PhoneKind, readPhone } from './phone.ts';

type NumberRow = [raw: string, e164: string, country: string | null, extension?: string];
type OtherRow = [raw: string | null | undefined, kind: PhoneKind, extension?: string];

const RU = '+79160000007';

const NUMBERS: NumberRow[] = [
  // the same Russian mobile, as people and machines write it
  ['+79160000007', RU, 'RU'],
  ['79160000007', RU, 'RU'],
  ['89160000007', RU, 'RU'],
  ['9160000007', RU, 'RU'],
  ['8 (916) 000-00-07', RU, 'RU'],
  ['8 916 000 00 07', RU, 'RU'],
  ['8-916-000-00-07', RU, 'RU'],
  ['8.916.000.00.07', RU, 'RU'],
  ['8/916/000-00-07', RU, 'RU'],
  ['8(916)0000007', RU, 'RU'],
  ['(916) 000-00-07', RU, 'RU'],
  ['+7 (916) 000-00-07', RU, 'RU'],
  ['+7\u00a0916\u00a0000\u00a000\u00a007', RU, 'RU'],
  ['+7\u2009916\u202f000\u201100\u201307', RU, 'RU'],
  ['+7 916 000−00−07', RU, 'RU'],
  ['007 916 000-00-07', RU, 'RU'],
  ['0079160000007', RU, 'RU'],
  ['+0079160000007', RU, 'RU'],
  ['8-10-7 916 000-00-07', RU, 'RU'],
  ['81079160000007', RU, 'RU'],
  ['8~10 7 916 0000007', RU, 'RU'],
  ['+89160000007', RU, 'RU'],
  ['+7 8 916 000 00 07', RU, 'RU'],
  ['++79160000007', RU, 'RU'],
  ['+ 7 916 000 00 07', RU, 'RU'],
  ['%2B79160000007', RU, 'RU'],
  [' 79160000007 ', RU, 'RU'], // a form's "+" decoded to a space
  ['\u202a+79160000007\u202c', RU, 'RU'],
  ['\u200f+7\u200e 916 0000007\u200f', RU, 'RU'],
  ['\ufeff8916\u200b0000007', RU, 'RU'],
  ['＋７９１６００００００７', RU, 'RU'],
  ['８（９１６）０００－００－０７', RU, 'RU'],
  ['٨٩١٦٠٠٠٠٠٠٧', RU, 'RU'],
  ['\t8 916 000-00-07\r\n', RU, 'RU'],
  ['8 916 000-00-07.', RU, 'RU'],
  ['"8 916 000-00-07"', RU, 'RU'],
  ['*8 916 000-00-07;', RU, 'RU'],
  ['№ 8 916 000-00-07', RU, 'RU'],
  ['тел. 8 916 000-00-07', RU, 'RU'],
  ['Тел.: +7 916 000-00-07 (Иван)', RU, 'RU'],
  ['Иван, 8 916 000-00-07', RU, 'RU'],
  // URIs and names around it
  ['tel:+79160000007', RU, 'RU'],
  ['tel:+7-916-000-00-07', RU, 'RU'],
  ['tel:8916-000-0007;phone-context=+7', RU, 'RU'],
  ['TEL://+79160000007', RU, 'RU'],
  ['sip:+79160000007@host', RU, 'RU'],
  ['sip:+79160000007@10.0.0.1:5060;user=phone', RU, 'RU'],
  ['sips:89160000007@pbx.example.com', RU, 'RU'],
  ['sip:%2B79160000007@host', RU, 'RU'],
  ['sip:+79160000007:secret@host', RU, 'RU'],
  ['sip:+79160000007', RU, 'RU'],
  ['whatsapp:+79160000007', RU, 'RU'],
  ['"Ivan" <sip:+79160000007@host>;tag=1', RU, 'RU'],
  ['Name <+79160000007>', RU, 'RU'],
  ['"MTS" <89160000007>', RU, 'RU'],
  ['<79160000007>', RU, 'RU'],
  // extensions
  ['+7 495 123-45-67 доб. 123', '+74951234567', 'RU', '123'],
  ['8 (495) 123-45-67 доб 12', '+74951234567', 'RU', '12'],
  ['84951234567 (доб. 1)', '+74951234567', 'RU', '1'],
  ['8 495 123-45-67 вн. 205', '+74951234567', 'RU', '205'],
  ['+7 495 123-45-67 ext. 12', '+74951234567', 'RU', '12'],
  ['+74951234567 extension: 12', '+74951234567', 'RU', '12'],
  ['+74951234567x12', '+74951234567', 'RU', '12'],
  ['+74951234567;ext=5', '+74951234567', 'RU', '5'],
  ['tel:+74951234567;ext=5', '+74951234567', 'RU', '5'],
  ['+7 495 123-45-67 #12', '+74951234567', 'RU', '12'],
  ['+74951234567,,123#', '+74951234567', 'RU', '123'],
  ['тел. 8 495 123-45-67 доб. 12', '+74951234567', 'RU', '12'],
  ['+7 495 123 45 67 доб. 12 (Иван)', '+74951234567', 'RU', '12'],
  // several: the first valid one
  ['8 916 000-00-07 / 8 916 000-00-08', RU, 'RU'],
  ['89160000007/89160000008', RU, 'RU'],
  ['8 916 000-00-07, 8 916 000-00-08', RU, 'RU'],
  ['8 916 000-00-07; 8 916 000-00-08', RU, 'RU'],
  ['+79160000007 +79160000008', RU, 'RU'],
  ['8 916 000-00-07\n8 916 000-00-08', RU, 'RU'],
  ['8 916 000-00-07/08', RU, 'RU'],
  ['8 916 000-00-07 или 8 916 000-00-08', RU, 'RU'],
  ['123 / 8 916 000-00-07', RU, 'RU'],
  // Russian landlines and free lines
  ['8 (495) 123-45-67', '+74951234567', 'RU'],
  ['8 800 250-08-90', '+78002500890', 'RU'],
  ['88002500890', '+78002500890', 'RU'],
  // Kazakhstan shares +7
  ['+77011234567', '+77011234567', 'KZ'],
  ['87011234567', '+77011234567', 'KZ'],
  ['77011234567', '+77011234567', 'KZ'],
  ['7011234567', '+77011234567', 'KZ'],
  ['8 (701) 123-45-67', '+77011234567', 'KZ'],
  ['+7 701 123 45 67', '+77011234567', 'KZ'],
  ['+7 (727) 258-83-00', '+77272588300', 'KZ'],
  ['8 7172 70 00 00', '+77172700000', 'KZ'],
  ['007 777 123 45 67', '+77771234567', 'KZ'],
  ['8-10-7-705-123-45-67', '+77051234567', 'KZ'],
  ['tel:+77471234567', '+77471234567', 'KZ'],
  ['+7 727 258-83-00 доб. 14', '+77272588300', 'KZ', '14'],
  // other countries
  ['+49 30 901820', '+4930901820', 'DE'],
  ['+49 (0) 30 901820', '+4930901820', 'DE'],
  ['+49 (0)30/901820', '+4930901820', 'DE'],
  ['0049 30 901820', '+4930901820', 'DE'],
  ['0049 (0) 30 901820', '+4930901820', 'DE'],
  ['8-10-49-30-901820', '+4930901820', 'DE'],
  ['810 1 202 456 1111', '+12024561111', 'US'],
  ['+1 (202) 456-1111', '+12024561111', 'US'],
  ['+39 06 69812345', '+390669812345', 'VA'], // Italy keeps its zero; Rome's 0669812345 is the Vatican's
  ['+380 50 123 45 67', '+380501234567', 'UA'],
  ['380501234567', '+380501234567', 'UA'], // as SMS gateways write it
  ['998901234567', '+998901234567', 'UZ'],
  ['+375 (29) 123-45-67', '+375291234567', 'BY'],
  ['+86 138 0013 8000', '+8613800138000', 'CN'],
  ['+800 1234 5678', '+80012345678', null],
];

const OTHERS: OtherRow[] = [
  [null, 'none'],
  [undefined, 'none'],
  ['', 'none'],
  [' \u00a0\t\n', 'none'],
  ['\u200e\u200f', 'none'],
  // hidden callers
  ['anonymous', 'anonymous'],
  ['Anonymous', 'anonymous'],
  ['ANONYMOUS CALLER', 'anonymous'],
  ['unknown', 'anonymous'],
  ['<unknown>', 'anonymous'],
  ['"<unknown>" <>', 'anonymous'],
  ['Restricted', 'anonymous'],
  ['Withheld', 'anonymous'],
  ['number withheld', 'anonymous'],
  ['Private', 'anonymous'],
  ['private number', 'anonymous'],
  ['Unavailable', 'anonymous'],
  ['No Caller ID', 'anonymous'],
  ['Blocked', 'anonymous'],
  ['скрыт', 'anonymous'],
  ['Номер скрыт', 'anonymous'],
  ['скрытый номер', 'anonymous'],
  ['Неизвестен', 'anonymous'],
  ['номер не определён', 'anonymous'],
  ['Аноним', 'anonymous'],
  ['жасырын нөмір', 'anonymous'],
  ['-', 'anonymous'],
  ['+', 'anonymous'],
  ['…', 'anonymous'],
  ['???', 'anonymous'],
  ['0', 'anonymous'],
  ['0000000000', 'anonymous'],
  ['sip:anonymous@anonymous.invalid', 'anonymous'],
  ['"Anonymous" <sip:anonymous@anonymous.invalid>', 'anonymous'],
  ['+266696687', 'anonymous'], // Twilio: ANONYMOUS on the dial pad
  ['+7378742833', 'anonymous'], // RESTRICTED
  ['+86282452253', 'anonymous'], // UNAVAILABLE
  ['null', 'anonymous'],
  // senders with a name
  ['MTS', 'alphanumeric'],
  ['Sber900', 'alphanumeric'],
  ['Т-Банк', 'alphanumeric'],
  ['900bank', 'alphanumeric'],
  ['Max900', 'alphanumeric'],
  ['PrivatBank', 'alphanumeric'],
  ['8-800-FLOWERS', 'alphanumeric'],
  ['sip:ivan@example.com', 'alphanumeric'],
  ['550e8400-e29b-41d4-a716-446655440000', 'alphanumeric'],
  // short codes
  ['112', 'short_code'],
  ['0890', 'short_code'],
  ['900', 'short_code'],
  ['+900', 'short_code'],
  ['09-00', 'short_code'],
  ['*100#', 'short_code'],
  ['123456', 'short_code'],
  ['900/901', 'short_code'],
  ['sip:101@pbx', 'short_code'],
  ['"Ivan" <sip:101@pbx>', 'short_code'],
  ['900, 901', 'short_code'],
  // internal
  ['12', 'extension', '12'],
  ['7', 'extension', '7'],
  ['доб. 123', 'extension', '123'],
  ['ext. 12', 'extension', '12'],
  ['x12', 'extension', '12'],
  ['#12', 'extension', '12'],
  // no such number
  ['1234567', 'invalid'],
  ['+7916', 'short_code'],
  ['+7916000', 'invalid'],
  ['+791600000070', 'invalid'],
  ['8 916 000-00-0', 'invalid'],
  ['+99912345678', 'invalid'],
  ['8 000 000 00 00', 'invalid'],
  ['86282452254', 'invalid'], // a mistyped Russian number does not turn Chinese
  ['1111111111111111111111111111', 'invalid'],
];

describe('readPhone', () => {
  it.each(NUMBERS)('%j is %s (%s)', (raw, e164, country, extension) => {
    expect(readPhone(raw, 'RU')).toEqual({ kind: 'e164', e164, country, extension: extension ?? null });
  });

  it.each(OTHERS)('%j is %s', (raw, kind, extension) => {
    expect(readPhone(raw, 'RU')).toEqual({ kind, e164: null, country: null, extension: extension ?? null });
  });

  it('has rows enough', () => {
    expect(NUMBERS.length + OTHERS.length).toBeGreaterThanOrEqual(80);
    expect(NUMBERS.filter(([, , country]) => country === 'KZ').length).toBeGreaterThanOrEqual(8);
  });

  it('reads national numbers in the default country', () => {
    expect(readPhone('030 901820', 'DE').e164).toBe('+4930901820');
    expect(readPhone('0711/12345678', 'DE').e164).toBe('+4971112345678');
    expect(readPhone('(202) 456-1111', 'US').e164).toBe('+12024561111');
    expect(readPhone('8 701 123 45 67', 'KZ').e164).toBe('+77011234567');
    expect(readPhone('8 916 000-00-07', 'KZ')).toMatchObject({ e164: RU, country: 'RU' });
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: fc.constantFrom(...'0123456789+()-./,;#x<>@:% доб\u00a0\u200f'), maxLength: 60 }),
);
const russianOrKazakh = fc
  .tuple(fc.constantFrom('916', '495', '701', '727', '777', '800'), fc.stringMatching(/^[1-9]\d{6}$/))
  .map(([code, rest]) => `${code}${rest}`)
  .filter((national) => readPhone(`+7${national}`, 'RU').kind === 'e164');
const noise = fc.array(
  fc.constantFrom(
    '',
    '',
    '',
    ' ',
    '\u00a0',
    '-',
    '.',
    '(',
    ')',
    ' - ',
    '/',
    '\u200e',
    '\u202a',
    '\u2011',
    '\ufeff',
  ),
  { minLength: 12, maxLength: 12 },
);

describe('readPhone, for any input', () => {
  it('never throws, and names a number for e164 only', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('RU' as const, 'KZ' as const, 'DE' as const), (text, country) => {
        const found = readPhone(text, country);
        expect(found.e164 !== null).toBe(found.kind === 'e164');
        if (found.e164 !== null) expect(found.e164).toMatch(/^\+[1-9]\d{6,14}$/);
        else expect(found.country).toBeNull();
      }),
      { numRuns: 3000 },
    );
  });

  it('reads its own answer the same, in any default country', () => {
    const digits = fc.tuple(
      fc.constantFrom('+', '', '00', '8', '810', '+7', '+77'),
      fc.stringMatching(/^\d{7,13}$/),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          digits.map((parts) => parts.join('')),
        ),
        (text) => {
          const { e164, country } = readPhone(text, 'RU');
          if (e164 === null) return;
          for (const home of ['RU', 'DE', 'US'] as const) {
            expect(readPhone(e164, home)).toEqual({ kind: 'e164', e164, country, extension: null });
          }
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('does not mind formatting', () => {
    fc.assert(
      fc.property(russianOrKazakh, fc.constantFrom('+7', '7', '8', ''), noise, (national, prefix, marks) => {
        const spread = [...national].map((digit, i) => digit + (marks[i] ?? '')).join('');
        const text = `${marks[10]}${prefix}${marks[11]}${spread}`;
        expect(readPhone(text, 'RU').e164).toBe(`+7${national}`);
      }),
      { numRuns: 3000 },
    );
  });

  it('stays quick on hostile input', () => {
    const started = performance.now();
    for (const unit of ['доб', 'x1', '(((', '1 ', '+', '/1', '1/', ',', '<', '\u200e', ' ext. ', '()- .']) {
      readPhone(unit.repeat(20_000), 'RU');
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
