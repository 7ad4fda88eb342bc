import type { Api } from 'grammy';
import { z } from 'zod';
import { Refused } from '../../../core/errors.ts';
import { answered, toSendError } from './apiError.ts';

const DOWNLOAD_MS = 60_000;
const NOT_THERE = [404, 410];

/**
 * Builds the fetching of files customers sent. The link of a file carries the bot's token: it stays in here, and no
 * error keeps what could quote it.
 * @param options.api asks where a file lies, once for each call.
 * @param options.origin the Bot API server, without a trailing slash.
 * @returns from a `file_id` and the longest length taken, the file's bytes.
 * @throws {Refused} when Telegram does not give the file (it gives none over 20 MB) or it is too long.
 * @throws NoAnswer on 429 (with the wait asked for), 5xx, and when no answer came.
 * @see https://core.telegram.org/bots/api#getfile
 */
export function createFetchFile(options: { api: Api; origin: string; token: string }) {
  const { api, origin, token } = options;
  return async (fileId: string, maxBytes: number): Promise<Uint8Array> => {
    try {
      const file = await api.getFile(fileId);
      if (file.file_size !== undefined && file.file_size > maxBytes) throw tooLong();
      if (!file.file_path) throw new Refused('telegram.no-file', 'The Bot API does not give this file');
      const path = file.file_path.split('/').map(encodeURIComponent).join('/');
      return await download(`${origin}/file/bot${token}/${path}`, maxBytes);
    } catch (error) {
      throw toSendError(error);
    }
  };
}

async function download(link: string, maxBytes: number): Promise<Uint8Array> {
  // A redirect would carry the token to another host.
  const response = await fetch(link, { redirect: 'error', signal: AbortSignal.timeout(DOWNLOAD_MS) });
  if (response.ok && response.body) return readAtMost(response.body, maxBytes);
  if (NOT_THERE.includes(response.status)) {
    await response.body?.cancel();
    throw new Refused('telegram.no-file', 'The file is not there any more', { status: response.status });
  }
  throw answered(response.status, await readRetryAfter(response));
}

/** Counts while it reads: what a server announces is not what it sends. */
async function readAtMost(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const failure = z.object({ parameters: z.object({ retry_after: z.number() }) });

async function readRetryAfter(response: Response): Promise<number | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  return failure.safeParse(body).data?.parameters.retry_after;
}

function tooLong(): Refused {
  return new Refused('attachment.size', 'The file is longer than what is taken');
}
