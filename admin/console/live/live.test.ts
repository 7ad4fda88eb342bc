import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendEvents } from '../../../core/events.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import type { Visitor } from '../testing/visitor.ts';
import { createSessionWatch } from './watchSessions.ts';

let house: TestConsole;
let server: Server;
let base: string;
beforeAll(async () => {
  house = await openConsole();
  server = createServer(getRequestListener(house.app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await house.close();
});

/** A line to the house, as it is read off the wire. */
async function openLine(visitor: Visitor, path = '/live', headers: Record<string, string> = {}) {
  const giveUp = new AbortController();
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(base + path, {
    headers: { accept: 'text/event-stream', 'accept-encoding': 'gzip', cookie, ...headers },
    redirect: 'manual',
    signal: giveUp.signal,
  });
  const line = { response, text: '', isOver: false, close: () => giveUp.abort() };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) line.text += decoder.decode(chunk as Uint8Array);
  };
  read().then(
    () => {
      line.isOver = true;
    },
    () => {
      line.isOver = true;
    },
  );
  return line;
}
const change = (subject: string) =>
  house.db
    .transaction()
    .execute((trx) => appendEvents(trx, [{ type: 'setting.changed', subject, data: { setting: 'x' } }]));
const lastId = (text: string) =>
  text
    .match(/^id: (.*)$/gm)
    ?.at(-1)
    ?.slice(4) ?? '';

describe('the line', () => {
  it('is an event stream that nothing on its way keeps or packs', async () => {
    const line = await openLine(await house.visit('anna'));
    expect(line.response.status).toBe(200);
    expect(Object.fromEntries(line.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(line.response.headers.has('content-encoding')).toBe(false);
    await expect.poll(() => line.text).toMatch(/^retry: 2000\nid: \d+-\d+\nevent: hello\n/);
    line.close();
  });

  it('goes on from the id it broke at, by header or by address', async () => {
    const visitor = await house.visit('anna');
    const first = await openLine(visitor);
    await change('setting:a');
    await expect.poll(() => first.text).toContain('setting:a');
    const id = lastId(first.text);
    first.close();
    await change('setting:b');
    const lines = [
      await openLine(visitor, '/live', { 'last-event-id': id }),
      await openLine(visitor, `/live?after=${id}`),
    ];
    for (const line of lines) {
      await expect.poll(() => line.text).toContain('"subject":"setting:b"');
      expect(line.text).not.toContain('setting:a');
      line.close();
    }
  });

  it('holds little for a reader who does not read, and breaks off', async () => {
    const visitor = await house.visit('anna');
    const unread = await visitor.get('/live');
    const witness = await openLine(await house.visit('boris'));
    const rows = 6_000;
    await sql`insert into event (type, subject) select 'setting.changed', 'setting:flood-' || n
      from generate_series(1, ${rows}::int) n`.execute(house.db);
    await expect.poll(() => witness.text, { timeout: 20_000 }).toContain(`"setting:flood-${rows}"`);
    await expect(unread.text()).rejects.toThrow('does not read');
    // Who reads keeps his line.
    expect(witness.isOver).toBe(false);
    witness.close();
  });

  it('is for people who are signed in', async () => {
    const line = await openLine(await house.visit());
    expect(line.response.status).toBe(401);
    line.close();
  });

  it('ends with its session', async () => {
    const visitor = await house.visit('boris');
    const watch = createSessionWatch(house.ctx, { checkedEveryMs: 0, roundMs: 20 });
    const ended: string[] = [];
    const [token = ''] = [...visitor.cookies.values()];
    watch.add(token, { end: () => ended.push('mine') });
    const other = await house.visit('vera');
    const [otherToken = ''] = [...other.cookies.values()];
    const gone = watch.add(otherToken, { end: () => ended.push('hers') });
    await house.db.deleteFrom('session').where('user_id', '=', 'boris').execute();
    await expect.poll(() => ended).toContain('mine');
    expect(ended).not.toContain('hers');
    gone();
  });
});

it('neither the line nor an open card keeps a session that nobody uses', async () => {
  const visitor = await house.visit('dina');
  const longAgo = new Date(Date.now() - 3_600_000);
  await house.db.updateTable('session').set({ seen_at: longAgo }).where('user_id', '=', 'dina').execute();
  const line = await openLine(visitor);
  const subject = `request:${await house.take({ text: 'Никто не смотрит' })}`;
  expect((await visitor.post('/live/presence', { subject, tab: 'x' })).status).toBe(200);
  const { seen_at } = await house.db
    .selectFrom('session')
    .select('seen_at')
    .where('user_id', '=', 'dina')
    .executeTakeFirstOrThrow();
  expect(seen_at).toEqual(longAgo);
  line.close();
});

describe('who has a card open', () => {
  const say = (visitor: Visitor, subject: string, tab = 'tab') =>
    visitor.post('/live/presence', { subject, tab }, { 'hx-request': 'true' });

  it('is told to the others who have, and to nobody else', async () => {
    const id = await house.take({ text: 'Кто тут' });
    const subject = `request:${id}`;
    const [anna, vera, gleb] = [
      await house.visit('anna'),
      await house.visit('vera'),
      await house.visit('gleb'),
    ];
    const [annas, glebs] = [await openLine(anna), await openLine(gleb)];
    await expect.poll(() => glebs.text).toContain('hello');
    expect(await (await say(anna, subject)).text()).not.toContain('Анна');
    expect(await (await say(vera, subject)).text()).toContain('Анна Соколова');
    await expect
      .poll(() => annas.text)
      .toContain(`"type":"presence","requestId":null,"incidentId":null,"subject":"${subject}"`);
    expect(await (await say(anna, subject)).text()).toContain('Вера Лебедева');
    expect(glebs.text).not.toContain('presence');
    expect((await vera.post('/live/presence/leave', { subject, tab: 'tab' })).status).toBe(204);
    expect(await (await say(anna, subject)).text()).not.toContain('Вера');
    annas.close();
    glebs.close();
  });

  it('counts a person once, however often he has it open, and until he leaves the last of them', async () => {
    const subject = `request:${await house.take({ text: 'Дважды' })}`;
    const [anna, vera] = [await house.visit('anna'), await house.visit('vera')];
    await say(vera, subject, 'one');
    await say(vera, subject, 'two');
    expect((await (await say(anna, subject)).text()).match(/Вера Лебедева/g)).toHaveLength(2);
    await vera.post('/live/presence/leave', { subject, tab: 'one' });
    expect(await (await say(anna, subject)).text()).toContain('Вера Лебедева');
  });

  it('is forgotten when his page says nothing any more', async () => {
    const subject = `request:${await house.take({ text: 'Пропал' })}`;
    const [anna, vera] = [await house.visit('anna'), await house.visit('vera')];
    await say(vera, subject);
    await house.db
      .updateTable('presence')
      .set({ seen_at: new Date(Date.now() - 80_000) })
      .where('subject', '=', subject)
      .execute();
    expect(await (await say(anna, subject)).text()).not.toContain('Вера');
    const left = await house.db
      .selectFrom('presence')
      .select('user_id')
      .where('subject', '=', subject)
      .execute();
    expect(left).toEqual([{ user_id: 'anna' }]);
  });

  it('can be said and asked only of a card one sees', async () => {
    const requestId = await house.take({ text: 'Чужое', sender: '+79160000007', serviceId: 'svc-billing' });
    const incidentId = await house.advance(requestId);
    const gleb = await house.visit('gleb');
    for (const subject of [
      `incident:${incidentId}`,
      `request:${requestId}`,
      'request:x',
      'process:fault',
      ':',
    ]) {
      expect((await say(gleb, subject)).status).toBe(404);
    }
    expect((await say(await house.visit('boris'), `incident:${incidentId}`)).status).toBe(200);
  });
});

it('a house that stops ends its lines, and takes no new ones', async () => {
  const own = await openConsole();
  const ownServer = createServer(getRequestListener(own.app.fetch));
  await new Promise<void>((resolve) => ownServer.listen(0, '127.0.0.1', resolve));
  const visitor = await own.visit('anna');
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const address = `http://127.0.0.1:${(ownServer.address() as { port: number }).port}/live`;
  const response = await fetch(address, { headers: { cookie } });
  await own.ctx.live.close();
  // It would never end by itself.
  expect(await response.text()).toContain('event: hello');
  expect((await fetch(address, { headers: { cookie, accept: 'text/html' } })).status).toBe(503);
  ownServer.close();
  ownServer.closeAllConnections();
  await own.close();
});
