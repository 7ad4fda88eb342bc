import type { Config } from '../config.ts';
import { cleanText } from '../contact/cleanText.ts';
import { Invalid } from '../errors.ts';
import { fileKind } from './fileKind.ts';

/** A file a colleague or a system of ours attaches, as it came in. */
export interface OfferedFile {
  /** As its sender called it, any text. */
  fileName: string;
  /** Media type its sender tells; null: none. */
  mimeType: string | null;
  bytes: Uint8Array;
}

/** A file that is taken. */
export interface OwnFile {
  fileName: string;
  /** What its bytes are. */
  mimeType: string;
  kind: 'photo' | 'audio' | 'video' | 'document';
  bytes: Uint8Array;
}

/** Files that come at once; more than these nobody looks through in a chat. */
export const MOST_FILES = 5;
const LONGEST_NAME = 150;
/** Folders, what no name holds, and marks that turn `gpj.exe` round on the screen. */
const UNFIT = /[\p{Cc}\p{Cf}/\\]/gu;

/** Files that are not taken, and why. `name` is of the one at fault: for the person's eyes, never for a log. */
export class InvalidFiles extends Invalid {
  readonly fault: 'none' | 'count' | 'empty' | 'size' | 'type' | 'channel';
  readonly fileName: string | null;

  constructor(fault: InvalidFiles['fault'], fileName: string | null = null) {
    super('files', MESSAGES[fault]);
    this.fault = fault;
    this.fileName = fileName;
  }
}

const MESSAGES: Record<InvalidFiles['fault'], string> = {
  none: 'must hold a file',
  count: `must not be more than ${MOST_FILES}`,
  empty: 'hold one that is empty',
  size: 'are too long',
  type: 'hold one of a kind that is not taken',
  channel: 'cannot be carried by the channel that reaches the customer',
};

/**
 * Holds files against the house's limits: their number, their length altogether, and what kind their bytes are.
 * @param offered the files in their order; none is fine.
 * @throws {InvalidFiles} naming `files`.
 */
export async function checkFiles(
  config: Pick<Config, 'ATTACHMENT_MAX_BYTES' | 'ATTACHMENT_TYPES'>,
  offered: OfferedFile[],
): Promise<OwnFile[]> {
  if (offered.length > MOST_FILES) throw new InvalidFiles('count');
  const bytes = offered.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  if (bytes > config.ATTACHMENT_MAX_BYTES) throw new InvalidFiles('size');
  return Promise.all(offered.map((file) => checkFile(config.ATTACHMENT_TYPES, file)));
}

async function checkFile(types: string[], { fileName, mimeType, bytes }: OfferedFile): Promise<OwnFile> {
  const name = fitName(fileName);
  if (bytes.byteLength === 0) throw new InvalidFiles('empty', name);
  const found = await fileKind(bytes, mimeType);
  if (!types.includes(found)) throw new InvalidFiles('type', name);
  return { fileName: name, mimeType: found, kind: kindOf(found), bytes };
}

/** The end is kept: it says what the file is. */
function fitName(fileName: string): string {
  const name = cleanText(fileName).replace(UNFIT, '_').trim();
  return [...name].slice(-LONGEST_NAME).join('') || 'file';
}

function kindOf(mimeType: string): OwnFile['kind'] {
  if (mimeType.startsWith('image/')) return 'photo';
  if (mimeType.startsWith('audio/')) return 'audio';
  return mimeType.startsWith('video/') ? 'video' : 'document';
}
