import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileHeaders } from './serveFile.ts';

const dispositionOf = (fileName: string | null, mimeType = 'application/pdf') =>
  fileHeaders({ fileName, mimeType })['content-disposition'] ?? '';

describe('fileHeaders', () => {
  it('lets nothing of it run, be guessed at, be used by others or be kept', () => {
    expect(fileHeaders({ fileName: 'a.html', mimeType: 'text/html' })).toEqual({
      'content-type': 'text/html',
      'content-disposition': `attachment; filename="a.html"; filename*=UTF-8''a.html`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    });
  });

  it.each([
    ['image/jpeg', 'inline'],
    ['image/png', 'inline'],
    ['IMAGE/WEBP', 'inline'],
    ['audio/ogg', 'inline'],
    ['audio/mpeg', 'inline'],
    ['video/mp4', 'inline'],
    ['image/svg+xml', 'attachment'],
    ['video/webm', 'attachment'],
    ['text/html', 'attachment'],
    ['text/plain', 'attachment'],
    ['application/pdf', 'attachment'],
    ['application/octet-stream', 'attachment'],
    ['image/png; x=text/html', 'attachment'],
    ['', 'attachment'],
  ])('%s: %s', (mimeType, shown) => {
    expect(dispositionOf(null, mimeType)).toBe(shown);
  });

  it.each([['text/html\r\nset-cookie: a=b'], ['text/html; charset=utf-8'], ['картинка/png'], ['x'], ['']])(
    'serves %j as bytes',
    (mimeType) => {
      expect(fileHeaders({ fileName: null, mimeType })['content-type']).toBe('application/octet-stream');
    },
  );

  it.each([
    ['договор.pdf', `filename="_______.pdf"; filename*=UTF-8''${encodeURIComponent('договор.pdf')}`],
    ['a"b.txt', `filename="a_b.txt"; filename*=UTF-8''a%22b.txt`],
    ["it's (1)*.txt", `filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
    ['100%41.txt', `filename="100_41.txt"; filename*=UTF-8''100%2541.txt`],
    ['../../etc/passwd', `filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
    ['C:\\a.exe', `filename="C:_a.exe"; filename*=UTF-8''C%3A_a.exe`],
    ['photo\u202egpj.exe', `filename="photo_gpj.exe"; filename*=UTF-8''photo_gpj.exe`],
    ['a\r\nset-cookie: b', `filename="a__set-cookie: b"; filename*=UTF-8''a__set-cookie%3A%20b`],
    ['half\ud800.txt', `filename="half_.txt"; filename*=UTF-8''half_.txt`],
  ])('writes the name %j so that it is read as it was, and leads nowhere', (fileName, parameters) => {
    expect(dispositionOf(fileName)).toBe(`attachment; ${parameters}`);
  });

  it.each([null, '', '   '])('has no name where there is none: %j', (fileName) => {
    expect(dispositionOf(fileName)).toBe('attachment');
  });

  it('keeps the end of a very long name', () => {
    const name = /filename="([^"]+)"/.exec(dispositionOf(`${'x'.repeat(5000)}.pdf`))?.[1];
    expect(name).toHaveLength(150);
    expect(name).toMatch(/x\.pdf$/);
  });

  it('is a set of headers whatever the sender wrote, with the name whole in it', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, (fileName, mimeType) => {
        const headers = new Headers(fileHeaders({ fileName, mimeType }));
        const disposition = headers.get('content-disposition') ?? '';
        expect(disposition).toMatch(
          /^(inline|attachment)(; filename="[^"\\/%]+"; filename\*=UTF-8''[\w.~!%-]+)?$/,
        );
        const encoded = /''(.+)$/.exec(disposition)?.[1] ?? '';
        expect(decodeURIComponent(encoded)).toBe(fileName.replace(/[\p{Cc}\p{Cf}\p{Cs}/\\]/gu, '_').trim());
      }),
    );
  });
});
