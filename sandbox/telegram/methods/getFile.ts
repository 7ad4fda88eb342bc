import { fail, ok } from '../answer.ts';
import { findFile } from '../files/store.ts';
import type { Call } from './call.ts';

/** Tells where a file a person sent can be fetched. @see https://core.telegram.org/bots/api#getfile */
export async function getFile({ c, botId, input, hub }: Call): Promise<Response> {
  const fileId = typeof input.file_id === 'string' ? input.file_id : '';
  if (fileId === '') return fail(c, 400, 'Bad Request: file_id not specified');
  const file = await findFile(hub.pool, botId, { fileId });
  if (!file) return fail(c, 400, 'Bad Request: invalid file_id');
  return ok(c, {
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    file_path: file.filePath,
  });
}
