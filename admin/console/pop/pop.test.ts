import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordCall } from '../../../core/call/recordCall.ts';
import type { CallEvent } from '../../../core/channel.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
  for (const [id, extension] of [
    ['anna', '101'],
    ['boris', '102'],
  ] as const) {
    await house.db.updateTable('user_account').set({ extension }).where('id', '=', id).execute();
  }
});
afterAll(() => house.close());

let calls = 0;
/** A call rings. @returns its address, and how it goes on. */
async function ring(sender: string | null, ringsAt: string[], queue: string | null = 'svc') {
  calls += 1;
  const externalId = `pop-${calls}`;
  const requestId = await house.take({
    ...{ channel: 'cti', kind: 'call', externalId, sender, queue, ringsAt },
    rung: sender === null ? 'UNKNOWN' : 'CALLER_ID',
  });
  const call = await house.db
    .selectFrom('call')
    .select('id')
    .where('call_id', '=', externalId)
    .executeTakeFirstOrThrow();
  const goOn = (type: CallEvent['type'], agentExtension: string | null = null) =>
    recordCall(house.ctx, 'cti', {
      ...{ account: 'test', callId: externalId, type, direction: 'in', from: sender, to: null, queue },
      ...{ agentExtension, endReason: null, occurredAt: new Date() },
    });
  return { path: `/pop/${call.id}`, requestId, goOn };
}

describe('the panel of a call', () => {
  it('is for whom it rings at and for nobody else', async () => {
    const { path } = await ring('+79160000007', ['101']);
    const anna = await house.visit('anna');
    expect(await anna.read(path)).toContain('Иванова Мария Петровна');
    expect(await anna.read('/pop')).toContain('Иванова Мария Петровна');
    for (const name of ['boris', 'vera', 'gleb'] as const) {
      const other = await house.visit(name);
      expect((await other.get(path)).status).toBe(404);
      expect((await other.post(`${path}/accept`)).status).toBe(404);
      expect(await other.read('/pop')).toBe('');
    }
    expect((await anna.get('/pop/x')).status).toBe(404);
    expect((await (await house.visit()).get(path, { 'hx-request': 'true' })).status).toBe(401);
  });

  it('is a look at the call, kept however it is fetched', async () => {
    const { path } = await ring('+79160000007', ['101']);
    const looks = () =>
      house.db
        .selectFrom('sighting')
        .select('actor')
        .where('subject', '=', path.replace('/pop/', 'call:'))
        .execute();
    const anna = await house.visit('anna');
    await (await house.visit('boris')).get(path, { 'hx-request': 'true' });
    expect(await looks()).toEqual([]);
    await anna.get('/pop', { 'hx-request': 'true' });
    expect(await looks()).toEqual([{ actor: 'anna' }]);
    await house.db.deleteFrom('sighting').execute();
    await anna.get(path, { 'hx-request': 'true' });
    expect(await looks()).toEqual([{ actor: 'anna' }]);
  });

  it('offers everybody of a shared number, and to create whom nobody knows', async () => {
    const anna = await house.visit('anna');
    const shared = await anna.read((await ring('+79160000099', ['101'])).path);
    expect(shared).toContain('Смирнов Олег Игоревич');
    expect(shared).toContain('Смирнова Елена Викторовна');
    const unknown = await anna.read((await ring('+79990000000', ['101'])).path);
    expect(unknown).toContain('/customers/new?phone=%2B79990000000');
    const hidden = await anna.read((await ring(null, ['101'])).path);
    expect(hidden).toContain('Номер скрыт');
    expect(hidden).not.toContain('/customers/new');
  });

  it('says so where the customer system is away, and runs nothing of what a name holds', async () => {
    const anna = await house.visit('anna');
    const { path } = await ring('+79160000013', ['101']);
    expect(await anna.read(path)).toContain('&lt;img src=x');
    house.outside.switches.customersAway = true;
    expect(await anna.read(path)).toContain('Система клиентов не отвечает');
    house.outside.switches.customersAway = false;
  });

  it('tells whom it rang at that a colleague answers, and lets only him take it', async () => {
    const { path, requestId, goOn } = await ring('+79160000007', ['101', '102']);
    await goOn('answered', '102');
    const [anna, boris] = [await house.visit('anna'), await house.visit('boris')];
    expect(await anna.read(path)).toContain('На звонок отвечает Борис Кузнецов');
    expect(await anna.read(path)).not.toContain('/accept');
    expect((await anna.post(`${path}/accept`)).headers.get('location')).toBe('/requests');
    expect(await anna.read('/requests')).toContain('его принял другой специалист');
    expect((await boris.post(`${path}/accept`)).headers.get('location')).toBe(`/requests/${requestId}`);
    expect((await boris.get(`/requests/${requestId}`)).status).toBe(200);
    await goOn('ended');
    expect(await boris.read(path)).toContain('Разговор окончен');
  });

  it('is in the language of who looks', async () => {
    const anna = await house.visit('anna');
    await anna.get('/language/en');
    expect(await anna.read((await ring('+79160000007', ['101'])).path)).toContain('Your telephone rings');
  });
});
