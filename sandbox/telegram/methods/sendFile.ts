import { storeMessage } from '../../messages/store.ts';
import { hasBlocked } from '../../subscribers/store.ts';
import { BLOCKED, fail, ok } from '../answer.ts';
import { storeFile } from '../files/store.ts';
import { keepMessage } from '../messageStore.ts';
import { botUser, chatOf, unixNow } from '../objects.ts';
import { type Call, chatIdOf, type Method } from './call.ts';

/** The longest a bot may upload, by what it sends the file as. */
const MAX_BYTES = { photo: 10_000_000, document: 50_000_000 };

/**
 * Builds the sending of a file as a photo or a document. It must come with the call: files of other addresses and those
 * the server has are not taken.
 * @see https://core.telegram.org/bots/api#sendphoto
 * @see https://core.telegram.org/bots/api#senddocument
 */
export function sendFile(kind: 'photo' | 'document'): Method {
  return async ({ c, botId, input, hub }) => {
    const chatId = chatIdOf(input);
    if (chatId === '') return fail(c, 400, 'Bad Request: chat_id is empty');
    const file = uploadIn(input, kind);
    if (!file) return fail(c, 400, `Bad Request: there is no ${kind} in the request`);
    if (file.size === 0) return fail(c, 400, 'Bad Request: file must be non-empty');
    if (file.size > MAX_BYTES[kind]) return fail(c, 413, 'Request Entity Too Large');
    if (await hasBlocked(hub.pool, chatId)) return fail(c, 403, BLOCKED);

    const bytes = new Uint8Array(await file.arrayBuffer());
    const mimeType = mimeOf(kind, file.name);
    const owner = { botId, chatId: Number.isSafeInteger(Number(chatId)) ? Number(chatId) : 0 };
    const stored = await storeFile(hub.pool, owner, { kind, name: file.name, mimeType, bytes });
    const common = { file_id: stored.fileId, file_unique_id: stored.uniqueId, file_size: stored.size };
    const caption = typeof input.caption === 'string' && input.caption !== '' ? input.caption : undefined;
    const text = [`[${kind}: ${file.name}]`, caption].filter(Boolean).join(' ');
    const id = Number(await storeMessage(hub.pool, { channel: 'telegram', to: chatId, text }));
    const body = {
      message_id: id,
      from: botUser(botId),
      chat: chatOf(chatId),
      date: unixNow(),
      ...(kind === 'photo'
        ? { photo: [{ ...common, width: 1280, height: 960 }] }
        : { document: { ...common, file_name: file.name, mime_type: mimeType } }),
      ...(caption && { caption }),
    };
    await keepMessage(hub.pool, botId, chatId, { messageId: id, outgoing: true, updateId: null, body });
    return ok(c, body);
  };
}

/** The file itself, or that which `attach://` names. */
function uploadIn(input: Call['input'], kind: string): File | undefined {
  const given = input[kind];
  if (given instanceof File) return given;
  const name = typeof given === 'string' ? /^attach:\/\/(.+)$/.exec(given)?.[1] : undefined;
  const attached = name === undefined ? undefined : input[name];
  return attached instanceof File ? attached : undefined;
}

/** By the ending: what a part of the form says is nothing but bytes. */
function mimeOf(kind: 'photo' | 'document', name: string): string {
  if (kind === 'photo') return /\.png$/i.test(name) ? 'image/png' : 'image/jpeg';
  return /\.pdf$/i.test(name) ? 'application/pdf' : 'application/octet-stream';
}
