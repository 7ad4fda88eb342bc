import { fileTypeFromBuffer } from 'file-type';

/** What a file is when its bytes tell nothing. */
const UNKNOWN = 'application/octet-stream';

/**
 * Finds out what a file is by its bytes: what its sender calls it may be a trap for the agent's browser.
 * @param declared media type the provider tells; believed only where it says plain text and the bytes are text.
 * @returns a media type, lower case, without parameters.
 */
export async function fileKind(bytes: Uint8Array, declared: string | null): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return found.mime.split(';', 1).join('').toLowerCase();
  return declared?.toLowerCase().startsWith('text/plain') && isText(bytes) ? 'text/plain' : UNKNOWN;
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\u0000');
  } catch {
    return false;
  }
}
