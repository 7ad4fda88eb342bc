import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { findById, type Subscriber } from '../../subscribers/store.ts';
import { refuse } from '../../tmf/refuse.ts';
import { serveToPerson } from '../files/serve.ts';
import { findFile } from '../files/store.ts';
import type { Hub } from '../hub.ts';
import { blockBot } from './block.ts';
import { fileRoutes } from './files.ts';
import { pressButton } from './press.ts';
import { receiveMessage, textContent } from './receive.ts';

const saying = z.strictObject({ text: z.string().trim().min(1).max(4096) });
const place = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
const pressing = z.strictObject({ messageId: z.int().positive(), data: z.string().min(1).max(64) });
const blocking = z.strictObject({ blocked: z.boolean() });

/**
 * What people do in their Telegram app, at `/people/{id}/…`; the bot gets it as an Update, which the answer shows.
 * `POST messages` {text}, `contact`, `press` {messageId, data}, `location` {latitude, longitude}, and the files of
 * {@link fileRoutes}; `PUT block` {blocked}. He who has blocked the bot lets it speak again before he writes to it.
 */
export function createPeople(hub: Hub): Hono {
  const app = new Hono();

  const personOf = async (c: Context): Promise<Subscriber | Response> => {
    const id = Number(c.req.param('id'));
    const person = Number.isSafeInteger(id) ? await findById(hub.pool, id) : undefined;
    return person ?? refuse(c, 404, 'PERSON_NOT_FOUND', 'Nobody of this id is played here');
  };
  const writerOf = async (c: Context): Promise<Subscriber | Response> => {
    const person = await personOf(c);
    if (person instanceof Response || !person.blocked) return person;
    return refuse(c, 409, 'BOT_BLOCKED', 'He has blocked the bot: he lets it speak again first');
  };

  app.post('/:id/messages', async (c) => {
    const person = await writerOf(c);
    if (person instanceof Response) return person;
    const body = await read(c, saying);
    if (body instanceof Response) return body;
    return c.json({ update: await receiveMessage(hub, person, textContent(body.text)) }, 201);
  });

  app.post('/:id/contact', async (c) => {
    const person = await writerOf(c);
    if (person instanceof Response) return person;
    if (person.phone === null) return refuse(c, 409, 'NUMBER_HIDDEN', 'He hides his number');
    // The apps write the number without its plus.
    const { number: phone_number, firstName: first_name, lastName: last_name, id: user_id } = person;
    const contact = { phone_number, first_name, ...(last_name && { last_name }), user_id };
    return c.json({ update: await receiveMessage(hub, person, { contact }) }, 201);
  });

  app.post('/:id/location', async (c) => {
    const person = await writerOf(c);
    if (person instanceof Response) return person;
    const location = await read(c, place);
    if (location instanceof Response) return location;
    return c.json({ update: await receiveMessage(hub, person, { location }) }, 201);
  });

  app.post('/:id/press', async (c) => {
    const person = await writerOf(c);
    if (person instanceof Response) return person;
    const press = await read(c, pressing);
    if (press instanceof Response) return press;
    const update = await pressButton(hub, person, press);
    return update
      ? c.json({ update }, 201)
      : refuse(c, 404, 'BUTTON_NOT_FOUND', 'No message has such a button');
  });

  app.put('/:id/block', async (c) => {
    const person = await personOf(c);
    if (person instanceof Response) return person;
    const body = await read(c, blocking);
    if (body instanceof Response) return body;
    if (body.blocked === person.blocked) return c.json({ update: null });
    return c.json({ update: await blockBot(hub, person, body.blocked) });
  });

  app.get('/:id/files/:fileId', async (c) => {
    const file = await findFile(hub.pool, hub.currentBot, { fileId: c.req.param('fileId') });
    const served = file && (await serveToPerson(hub.pool, file));
    return served ?? refuse(c, 404, 'FILE_NOT_FOUND', 'There is no such file');
  });

  app.route('/:id', fileRoutes(hub, writerOf));
  return app;
}

async function read<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema> | Response> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  return parsed.success ? parsed.data : refuse(c, 400, 'INVALID_BODY', z.prettifyError(parsed.error));
}
