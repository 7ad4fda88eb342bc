/** What browsers show or play without running anything of it. SVG is an image that may hold scripts: no. */
const SHOWN = /^(image\/(?!svg)[\w.+-]+|audio\/[\w.+-]+|video\/mp4)$/;
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+$/;
/** Folders, what no name holds, and marks that turn `gpj.exe` round on the screen. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}/\\]/gu;
/** What a quoted name may not hold, or what some browser would decode. */
const NOT_PLAIN = /[^\x20-\x7e]|["%]/gu;
/** `encodeURIComponent` leaves these, RFC 8187 does not. */
const LEFT_BARE = /['()*]/g;
const LONGEST_NAME = 150;

/**
 * The response headers of a file that came from outside: whatever it is, it cannot run in the browser as ours. Pictures,
 * sound and MP4 may be shown in place, all else is only saved.
 * @param file.fileName as its sender called it, any text; null: no name.
 * @param file.mimeType without parameters; one that is none is served as bytes.
 * @see RFC 6266 (Content-Disposition), RFC 8187 (`filename*`).
 */
export function fileHeaders(file: { fileName: string | null; mimeType: string }): Record<string, string> {
  const type = file.mimeType.toLowerCase();
  const shown = SHOWN.test(type) ? 'inline' : 'attachment';
  return {
    'content-type': MEDIA_TYPE.test(type) ? type : 'application/octet-stream',
    'content-disposition': [shown, ...nameParameters(file.fileName)].join('; '),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  };
}

function nameParameters(fileName: string | null): string[] {
  // The end is kept: it says what the file is.
  const name = [...(fileName ?? '').replace(UNFIT, '_').trim()].slice(-LONGEST_NAME).join('');
  if (name === '') return [];
  const encoded = encodeURIComponent(name).replace(
    LEFT_BARE,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [`filename="${name.replace(NOT_PLAIN, '_')}"`, `filename*=UTF-8''${encoded}`];
}
