import { randomBytes } from 'node:crypto';
import type { Queryable } from '../../transaction.ts';

/** The longest file a bot can fetch. @see https://core.telegram.org/bots/api#getfile */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Folder and ending of a file by what it was sent as, the ending where its name has none. */
const FOLDERS = {
  photo: { folder: 'photos', ending: 'jpg' },
  voice: { folder: 'voice', ending: 'oga' },
  document: { folder: 'documents', ending: 'bin' },
} as const;
export type FileKind = keyof typeof FOLDERS;

/** A file a person sent, without its bytes. */
export interface StoredFile {
  fileId: string;
  /** The same for the same file, and no key to it. */
  uniqueId: string;
  filePath: string;
  mimeType: string;
  size: number;
}

/** Keeps a file for a bot. @param file.name as the person has it. */
export async function storeFile(
  db: Queryable,
  owner: { botId: number; chatId: number },
  file: { kind: FileKind; name: string; mimeType: string; bytes: Uint8Array },
): Promise<StoredFile> {
  const token = randomBytes(18).toString('base64url');
  const { folder, ending } = FOLDERS[file.kind];
  const own =
    file.kind === 'document' ? /\.([a-z0-9]{1,8})$/i.exec(file.name)?.[1]?.toLowerCase() : undefined;
  const stored = {
    fileId: `SBX${token}`,
    uniqueId: `SBX${token.slice(0, 8)}`,
    filePath: `${folder}/file_${token}.${own ?? ending}`,
    mimeType: file.mimeType,
    size: file.bytes.length,
  };
  await db.query(
    `insert into sandbox.telegram_file (file_id, file_path, bot_id, chat_id, mime_type, bytes)
     values ($1, $2, $3, $4, $5, $6)`,
    [stored.fileId, stored.filePath, owner.botId, owner.chatId, stored.mimeType, file.bytes],
  );
  return stored;
}

/** A file of a bot, by its id or its path. */
export async function findFile(
  db: Queryable,
  botId: number,
  by: { fileId?: string; filePath?: string },
): Promise<StoredFile | undefined> {
  const { rows } = await db.query<{ file_id: string; file_path: string; mime_type: string; size: number }>(
    `select file_id, file_path, mime_type, octet_length(bytes) as size from sandbox.telegram_file
     where bot_id = $1 and (file_id = $2 or file_path = $3)`,
    [botId, by.fileId ?? null, by.filePath ?? null],
  );
  const row = rows[0];
  return (
    row && {
      fileId: row.file_id,
      uniqueId: row.file_id.slice(0, 11),
      filePath: row.file_path,
      mimeType: row.mime_type,
      size: row.size,
    }
  );
}

/** The bytes of a file. @returns nothing where there is no such file. */
export async function readBytes(db: Queryable, fileId: string): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ bytes: Buffer }>(
    'select bytes from sandbox.telegram_file where file_id = $1',
    [fileId],
  );
  return rows[0]?.bytes;
}
