import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Subscriber } from '../../subscribers/store.ts';
import { refuse } from '../../tmf/refuse.ts';
import { type FileKind, MAX_FILE_BYTES, type StoredFile, storeFile } from '../files/store.ts';
import type { Hub } from '../hub.ts';
import { receiveMessage } from './receive.ts';

/** What a form needs beside the file itself. */
const FORM_BYTES = 64 * 1024;

const fields = z.object({
  file: z.instanceof(File),
  caption: z.string().max(1024).optional(),
  width: z.coerce.number().int().min(1).max(20_000).default(1280),
  height: z.coerce.number().int().min(1).max(20_000).default(960),
  duration: z.coerce.number().int().min(0).max(86_400).default(0),
});
type Fields = z.output<typeof fields>;

/** How each kind of file stands in the Bot API's Message. */
const CONTENT: Record<FileKind, (file: StoredFile, form: Fields) => object> = {
  photo: (file, { width, height }) => ({ photo: [{ ...common(file), width, height }] }),
  voice: (file, { duration }) => ({ voice: { ...common(file), duration, mime_type: file.mimeType } }),
  document: (file, form) => ({
    document: { ...common(file), file_name: form.file.name, mime_type: file.mimeType },
  }),
};

/**
 * `POST /photo`, `/voice`, `/document`: a person sends the bot a file, as multipart/form-data with `file`, and where
 * they fit `caption`, `width`, `height` (pixels), `duration` (seconds).
 * @param personOf finds who sends it, or answers why he cannot.
 */
export function fileRoutes(hub: Hub, personOf: (c: Context) => Promise<Subscriber | Response>): Hono {
  const app = new Hono();
  const tooLong = (c: Context) =>
    refuse(c, 413, 'FILE_TOO_LARGE', `A file has at most ${MAX_FILE_BYTES} bytes`);
  app.post(
    '/:kind{photo|voice|document}',
    bodyLimit({ maxSize: MAX_FILE_BYTES + FORM_BYTES, onError: tooLong }),
    async (c) => {
      const person = await personOf(c);
      if (person instanceof Response) return person;
      const form = fields.safeParse(await c.req.parseBody().catch(() => ({})));
      if (!form.success) return refuse(c, 400, 'INVALID_BODY', z.prettifyError(form.error));
      const { file, caption } = form.data;
      if (file.size > MAX_FILE_BYTES) return tooLong(c);
      if (file.size === 0) return refuse(c, 400, 'INVALID_BODY', 'file is empty');
      const kind = c.req.param('kind') as FileKind;
      const stored = await storeFile(
        hub.pool,
        { botId: hub.currentBot, chatId: person.id },
        {
          kind,
          name: file.name,
          mimeType: mimeOf(file, kind),
          bytes: new Uint8Array(await file.arrayBuffer()),
        },
      );
      const content = { ...CONTENT[kind](stored, form.data), ...(caption && { caption }) };
      return c.json({ update: await receiveMessage(hub, person, content) }, 201);
    },
  );
  return app;
}

function common({ fileId, uniqueId, size }: StoredFile) {
  return { file_id: fileId, file_unique_id: uniqueId, file_size: size };
}

/** Telegram's own apps send photos as JPEG and voice as OGG; what the browser says goes first. */
function mimeOf(file: File, kind: FileKind): string {
  const said = file.type.split(';', 1).join('').trim();
  if (said !== '') return said;
  return { photo: 'image/jpeg', voice: 'audio/ogg', document: 'application/octet-stream' }[kind];
}
