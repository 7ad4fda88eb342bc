import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { appendEvents, type NewEvent } from '../events.ts';
import { agent, openTestLive, supervisor, type TestLive, type TestScreen } from './live.fixture.ts';
import { sendSignal } from './signals.ts';

let live: TestLive;
beforeAll(async () => {
  live = await openTestLive();
  const people = [
    ['anna', 'vera', ['internet'], ['User'], '101'],
    ['boris', 'vera', ['billing'], ['User'], '102'],
    ['vera', null, [], ['Supervisor'], '104'],
    ['gleb', 'dina', ['sales'], ['User'], '103'],
    ['dina', null, [], ['Supervisor'], null],
  ] as const;
  await live.store.db
    .insertInto('user_account')
    .values(
      people.map(([id, manager_id, groups, roles, extension]) => ({
        id,
        username: id,
        name: id,
        manager_id,
        extension,
        work_group_ids: [...groups],
        roles: [...roles],
      })),
    )
    .execute();
});
afterAll(() => live.close());

const PEOPLE: Record<string, Actor> = {
  anna: agent('anna'),
  boris: agent('boris'),
  vera: supervisor('vera'),
  gleb: agent('gleb'),
  dina: supervisor('dina'),
};

/** A request, and its incident where it has one. @returns its id. */
async function addRequest(
  status: 'TRIAGE' | 'ORDERING' | 'IN_PROGRESS' | 'CLOSED',
  incident?: { assignee_id: string | null; work_group_id: string },
): Promise<{ serviceRequestId: string; incidentId?: string }> {
  const id = randomUUID();
  const closed = status === 'CLOSED' ? { closed_at: new Date(), close_reason: 'RESOLVED' as const } : {};
  await live.store.db
    .insertInto('servicerequest')
    .values({ id, status, channel: 'sms', account: 'a', phone_kind: 'anonymous', ...closed })
    .execute();
  if (!incident) return { serviceRequestId: id };
  const incidentId = randomUUID();
  await live.store.db
    .insertInto('incident')
    .values({
      id: incidentId,
      servicerequest_id: id,
      order_id: 'o',
      service_id: 's',
      customer_id: 'c',
      process_id: 'fault',
      process_version: 1,
      step: 'new',
      category: 'TODO',
      ...incident,
    })
    .execute();
  return { serviceRequestId: id, incidentId };
}

const lookAll = async () => {
  const screens = new Map<string, TestScreen>();
  for (const [id, actor] of Object.entries(PEOPLE)) screens.set(id, await live.look(actor));
  return screens;
};

/** Who is told of an event: a word that everybody gets, sent after it, shows that it has gone by. */
async function told(event: NewEvent): Promise<string[]> {
  const screens = await lookAll();
  await live.append(event);
  const subject = `process:${randomUUID()}`;
  await live.append({ type: 'process.published', subject });
  for (const screen of screens.values()) {
    await expect.poll(() => screen.changes.at(-1)?.subject, { timeout: 10_000 }).toBe(subject);
  }
  for (const screen of screens.values()) screen.leave();
  return [...screens].filter(([, { changes }]) => changes.length === 2).map(([id]) => id);
}

const ALL = ['anna', 'boris', 'vera', 'gleb', 'dina'];

describe('a change is told', () => {
  const cases: [string, Parameters<typeof addRequest>, Omit<NewEvent, 'serviceRequestId'>, string[]][] = [
    ['of a request in triage to everybody', ['TRIAGE'], { type: 'servicerequest.triaged' }, ALL],
    ['of one being ordered to supervisors', ['ORDERING'], { type: 'order.placed' }, ['vera', 'dina']],
    [
      'of an incident to its agent and his supervisor',
      ['IN_PROGRESS', { assignee_id: 'anna', work_group_id: 'internet' }],
      { type: 'incident.moved' },
      ['anna', 'vera'],
    ],
    [
      'of one that nobody has to its group and the supervisors',
      ['IN_PROGRESS', { assignee_id: null, work_group_id: 'billing' }],
      { type: 'incident.prioritised' },
      ['boris', 'vera', 'dina'],
    ],
    [
      'of a transfer to who had it, too: it must leave his screen',
      ['IN_PROGRESS', { assignee_id: 'gleb', work_group_id: 'sales' }],
      { type: 'incident.transferred', data: { from: 'anna', assigneeId: 'gleb', workGroupId: null } },
      ['anna', 'vera', 'gleb', 'dina'],
    ],
    [
      'of one that was taken to the group that could have taken it',
      ['IN_PROGRESS', { assignee_id: 'gleb', work_group_id: 'internet' }],
      { type: 'incident.assigned', data: { from: null, assigneeId: 'gleb' } },
      ['anna', 'vera', 'gleb', 'dina'],
    ],
    ['of a request that leaves triage to everybody', ['ORDERING'], { type: 'servicerequest.ordering' }, ALL],
    ['of one that closed without work to everybody', ['CLOSED'], { type: 'servicerequest.closed' }, ALL],
  ];
  it.each(cases)('%s', async (_, request, event, expected) => {
    const { incidentId, ...about } = await addRequest(...request);
    const whole = { ...event, ...about, ...(incidentId !== undefined && { incidentId }) };
    expect(await told(whole)).toEqual(expected);
  });

  it('of a request that never was in triage to nobody who did not see it', async () => {
    const { serviceRequestId } = await addRequest('ORDERING');
    const screen = await live.look(agent('anna'));
    await live.append(
      { type: 'servicerequest.opened', serviceRequestId },
      { type: 'servicerequest.ordering', serviceRequestId },
      { type: 'process.published', subject: 'process:x' },
    );
    await expect.poll(() => screen.changes).toMatchObject([{ subject: 'process:x' }]);
    screen.leave();
  });

  it('with ids only, whatever the event holds', async () => {
    const { serviceRequestId } = await addRequest('TRIAGE');
    const screen = await live.look(agent('anna'));
    await live.append({ type: 'servicerequest.replied', serviceRequestId, data: { text: 'личное' } });
    await expect
      .poll(() => screen.changes)
      .toEqual([
        { type: 'servicerequest.replied', requestId: serviceRequestId, incidentId: null, subject: null },
      ]);
    screen.leave();
  });

  it('in an order in which one that commits late is not stepped over', async () => {
    const screen = await live.look(agent('anna'));
    const { store } = live;
    let release = () => {};
    let written = () => {};
    const isWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const slow = store.db.transaction().execute(async (trx) => {
      await appendEvents(trx, [{ type: 'setting.changed', subject: 'setting:slow' }]);
      written();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await isWritten;
    await live.append({ type: 'setting.changed', subject: 'setting:quick' });
    // A signal wakes the reader: it looks, and must wait for the slow one all the same.
    await sendSignal(store.db, { kind: 'presence', subject: 'request:none' });
    release();
    await slow;
    await expect
      .poll(() => screen.changes.map((each) => each.subject), { timeout: 10_000 })
      .toEqual(['setting:slow', 'setting:quick']);
    screen.leave();
  });
});

describe('what is of no card', () => {
  it.each<[NewEvent, string[]]>([
    [{ type: 'customer.changed', subject: 'customer:C-7' }, ALL],
    [{ type: 'massincident.opened', subject: 'massincident:x' }, ALL],
    [{ type: 'massincident.proposed', subject: 'massincident:x' }, ['vera', 'dina']],
    [{ type: 'contact.received' }, ['vera', 'dina']],
    [{ type: 'contact.quarantined' }, ['vera', 'dina']],
    [{ type: 'call.answered' }, []],
  ])('is told to those whose screens show it: %o', async (event, expected) => {
    expect(await told(event)).toEqual(expected);
  });

  it('is told once, however many come together', async () => {
    const screen = await live.look(supervisor('vera'));
    await live.append(
      ...Array.from({ length: 50 }, (): NewEvent => ({ type: 'contact.received' })),
      { type: 'contact.quarantined' },
      { type: 'setting.changed', subject: 'setting:last' },
    );
    await expect
      .poll(() => screen.changes.map((each) => each.type), { timeout: 10_000 })
      .toEqual(['contact.received', 'contact.quarantined', 'setting.changed']);
    screen.leave();
  });
});

describe('a screen that lost the line', () => {
  it('is told what it missed, once, and goes on', async () => {
    const before = await live.look(agent('anna'));
    await live.append({ type: 'setting.changed', subject: 'setting:1' });
    await expect.poll(() => before.changes.length).toBe(1);
    before.leave();
    const witness = await live.look(agent('boris'));
    await live.append({ type: 'setting.changed', subject: 'setting:2' });
    await live.append({ type: 'setting.changed', subject: 'setting:3' });
    await expect.poll(() => witness.changes.length).toBe(2);
    witness.leave();
    const after = await live.look(agent('anna'), before.lastId);
    await live.append({ type: 'setting.changed', subject: 'setting:4' });
    const subjects = () => after.changes.map((each) => each.subject);
    await expect.poll(subjects).toEqual(['setting:2', 'setting:3', 'setting:4']);
    expect(after.words).toEqual(['hello']);
    after.leave();
  });

  it('fetches everything anew when more was missed than is kept', async () => {
    const before = await live.look(agent('anna'));
    before.leave();
    const witness = await live.look(agent('boris'));
    await sql`insert into event (type, subject) select 'setting.changed', 'setting:many'
      from generate_series(1, 2100)`.execute(live.store.db);
    await live.append({ type: 'setting.changed', subject: 'setting:last' });
    await expect
      .poll(
        async () => {
          const again = await live.look(agent('anna'), before.lastId);
          again.leave();
          return again.words;
        },
        { timeout: 10_000 },
      )
      .toEqual(['reset', 'hello']);
    // The flood is over before the next test looks.
    await expect.poll(() => witness.changes.at(-1)?.subject, { timeout: 10_000 }).toBe('setting:last');
    witness.leave();
  });

  it('and one that comes with nothing of ours just goes on from here', async () => {
    const screen = await live.look(agent('anna'), 'x');
    expect(screen).toMatchObject({ words: ['hello'], changes: [] });
    expect(screen.lastId).toMatch(/^\d+-\d+$/);
    screen.leave();
  });
});

describe('a signal', () => {
  it('of a call is told at its telephones and nowhere else', async () => {
    const screens = await lookAll();
    const callId = randomUUID();
    await sendSignal(live.store.db, { kind: 'call', callId, extensions: ['101', '104', '999'] });
    const pops = () =>
      [...screens].filter(([, { changes }]) => changes.some((each) => each.type === 'pop')).map(([id]) => id);
    await expect.poll(pops, { timeout: 10_000 }).toEqual(['anna', 'vera']);
    expect(screens.get('anna')?.changes[0]?.subject).toBe(`call:${callId}`);
    for (const screen of screens.values()) screen.leave();
  });

  it('that goes by unheard is made up for by the call’s event', async () => {
    const screen = await live.look(agent('gleb'));
    const callId = randomUUID();
    await live.append({ type: 'call.ringing', data: { callId, queue: null, extensions: ['103'] } });
    await expect.poll(() => screen.changes).toMatchObject([{ type: 'pop', subject: `call:${callId}` }]);
    screen.leave();
  });

  it('is heard again after the listening connection was cut', async () => {
    const screen = await live.look(agent('anna'));
    const listening = async () => {
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity where application_name = 'helpdesk live' and query like 'listen%'
          and datname = current_database()`.execute(live.store.db);
      return rows[0]?.pid;
    };
    await expect.poll(listening, { timeout: 15_000 }).toBeDefined();
    const first = await listening();
    await sql`select pg_terminate_backend(${first})`.execute(live.store.db);
    const isNew = async () => ![undefined, first].includes(await listening());
    await expect.poll(isNew, { timeout: 15_000 }).toBe(true);
    const callId = randomUUID();
    await sendSignal(live.store.db, { kind: 'call', callId, extensions: ['101'] });
    await expect.poll(() => screen.changes).toMatchObject([{ type: 'pop', subject: `call:${callId}` }]);
    screen.leave();
  });
});

it('a hub that closes ends every line and takes no more', async () => {
  const own = await openTestLive();
  const screen = await own.look(agent('anna'));
  await own.hub.close();
  expect(screen.words).toEqual(['hello', 'end']);
  await expect(own.look(agent('anna'))).rejects.toThrow('stopping');
  await own.close();
});
