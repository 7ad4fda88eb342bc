/** Decodes quoted-printable (RFC 2045 §6.7) into bytes; `word` is the variant of header words (RFC 2047 §4.2). */
export function decodeQuotedPrintable(text: string, word = false): Buffer {
  const plain = word ? text.replaceAll('_', ' ') : text.replace(/[ \t]+$/gm, '').replace(/=\r?\n/g, '');
  const latin = plain.replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(latin, 'latin1');
}

/** Decodes bytes of a named character set; bytes of one that is not known are read as UTF-8. */
export function decodeCharset(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/**
 * Decodes the encoded words of a header (RFC 2047): `=?UTF-8?B?…?=`. White space between two of them is dropped, and
 * neighbours of one character set are decoded as one text, since a letter may be cut between them.
 */
export function decodeWords(header: string): string {
  const joined = header.replace(/(\?=)\s+(?==\?[^?\s]+\?[bq]\?)/gi, '$1');
  return joined.replace(/(?:=\?[^?\s]+\?[bq]\?[^?]*\?=)+/gi, (run) => {
    let text = '';
    let pending: { charset: string; chunks: Buffer[] } | undefined;
    const flush = () => {
      if (pending) text += decodeCharset(Buffer.concat(pending.chunks), pending.charset);
      pending = undefined;
    };
    for (const [, charset = '', encoding = '', data = ''] of run.matchAll(
      /=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi,
    )) {
      const name = charset.split('*')[0]?.toLowerCase() ?? '';
      if (pending?.charset !== name) flush();
      pending ??= { charset: name, chunks: [] };
      const isBase64 = encoding.toLowerCase() === 'b';
      pending.chunks.push(isBase64 ? Buffer.from(data, 'base64') : decodeQuotedPrintable(data, true));
    }
    flush();
    return text;
  });
}
