import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeGsm7, encodeGsm7, isGsm7, septets } from './gsm7.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const gsm7Text = fc
  .array(fc.integer({ min: 0, max: 127 }))
  .map((codes) => decodeGsm7(Uint8Array.from(codes)));

describe('the GSM alphabet', () => {
  it('knows what fits it', () => {
    const texts = ['Hello, @Ünïque?', 'Hello @Ü?', '{€}', 'Привет', 'ok 😀', 'ç', '`', '\u001b', ''];
    expect(texts.map(isGsm7)).toEqual([false, true, true, false, false, false, false, false, true]);
  });

  it('has the codes of TS 23.038', () => {
    expect(hex(encodeGsm7('Az 09?!'))).toBe('417a2030393f21');
    expect(hex(encodeGsm7('@£$¥èéùìòÇ\nØø\rÅå'))).toBe('000102030405060708090a0b0c0d0e0f');
    expect(hex(encodeGsm7('Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ'))).toBe('101112131415161718191a1c1d1e1f');
    expect(hex(encodeGsm7('¤¡ÄÖÑÜ§¿äöñüà'))).toBe('24405b5c5d5e5f607b7c7d7e7f');
    expect(hex(encodeGsm7('\f^{}\\[~]|€'))).toBe('1b0a1b141b281b291b2f1b3c1b3d1b3e1b401b65');
  });

  it('encodes what it decodes, and counts as many septets as it writes', () => {
    fc.assert(
      fc.property(gsm7Text, (text) => {
        const encoded = encodeGsm7(text);
        expect(decodeGsm7(encoded)).toBe(text);
        expect(encoded).toHaveLength(septets(text));
        expect(encoded.every((septet) => septet < 128)).toBe(true);
      }),
    );
  });

  it('takes any bytes: an odd escape is not the end of a message', () => {
    expect(decodeGsm7(bytes('1b41'))).toBe('A');
    expect(decodeGsm7(bytes('411b'))).toBe('A ');
    expect(decodeGsm7(bytes('1b1b65'))).toBe(' e');
    expect(decodeGsm7(bytes('41ff1bff42'))).toBe('A\ufffd\ufffdB');
    fc.assert(
      fc.property(fc.uint8Array(), (any) => {
        const text = decodeGsm7(any);
        expect(text.length).toBeLessThanOrEqual(any.length);
        expect(text).not.toContain('\u001b');
      }),
    );
  });

  it('refuses to encode what it has not, and does not quote it', () => {
    expect(() => encodeGsm7('secret я')).toThrow(
      new RangeError('The text does not fit the GSM 7-bit alphabet'),
    );
  });
});
