import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { type BotApi, type Failure, startBotApi } from '../botApi.fixture.ts';
import { linesOf, openTelegram } from '../open.fixture.ts';
import { updates } from '../updates.fixture.ts';

let api: BotApi;
const opened: ReturnType<typeof openTelegram>[] = [];
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(async () => {
  for (const { channel } of opened.splice(0)) await channel.stop?.();
  await api.close();
});

async function poll() {
  const telegram = openTelegram(api.origin, { TELEGRAM_MODE: 'polling' });
  opened.push(telegram);
  await telegram.channel.start?.();
  return telegram;
}
const text = (update_id: number) => ({ ...updates.text, update_id });
const externalIds = (telegram: Awaited<ReturnType<typeof poll>>) =>
  telegram.deps.contacts.map((contact) => Number(contact.externalId));
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 });
const offsets = () => api.callsOf('getUpdates').map(({ offset }) => offset);

describe('polling', () => {
  it('takes away the webhook, keeps what waits, and asks with patience for what it can use', async () => {
    api.updates.setWebhook('https://elsewhere.example/');
    api.updates.add(text(1));
    const telegram = await poll();
    await eventually(() => expect(externalIds(telegram)).toEqual([1]));
    expect(api.callsOf('deleteWebhook')).toEqual([{ drop_pending_updates: false }]);
    expect(api.callsOf('getUpdates')[0]).toEqual({
      limit: 100,
      timeout: 25,
      allowed_updates: ['message', 'edited_message', 'callback_query'],
    });
  });

  it('confirms an update by the next poll, after it is stored, in order', async () => {
    const telegram = await poll();
    api.updates.add(text(7), text(8), text(9));
    await eventually(() => expect(api.updates.forgotten).toEqual([7, 8, 9]));
    expect(externalIds(telegram)).toEqual([7, 8, 9]);
    expect(offsets().filter(Boolean)).toEqual([10]);
  });

  it('tries the same update again while the store is down, skips none and confirms none', async () => {
    const telegram = await poll();
    telegram.deps.failWith(new Unavailable('store.down', 'The store is down'));
    api.updates.add(text(1), text(2));
    await eventually(() => expect(linesOf(telegram.deps).length).toBeGreaterThanOrEqual(2));
    expect(linesOf(telegram.deps)).toMatchObject([
      { code: 'store.down', updateId: 1 },
      { code: 'store.down', updateId: 1 },
    ]);
    expect(api.updates.forgotten).toEqual([]);
    telegram.deps.failWith(undefined);
    await eventually(() => expect(api.updates.forgotten).toEqual([1, 2]));
    expect(externalIds(telegram)).toEqual([1, 2]);
  });

  it('leaves to the next run what the store could not take; that run asks from the beginning', async () => {
    const first = await poll();
    first.deps.failWith(new Unavailable('store.down', 'The store is down'));
    api.updates.add(text(1), text(2));
    await eventually(() => expect(linesOf(first.deps)).not.toEqual([]));
    await first.channel.stop?.();
    expect(api.updates.forgotten).toEqual([]);
    api.calls.length = 0;
    const second = await poll();
    await eventually(() => expect(externalIds(second)).toEqual([1, 2]));
    expect(offsets()[0]).toBeUndefined();
  });

  it('hears ids that began anew below after a quiet time', async () => {
    api.updates.holdAtMost(20);
    const telegram = await poll();
    api.updates.add(text(900));
    await eventually(() => expect(offsets()).toContain(901));
    await eventually(() => expect(offsets().at(-1)).toBeUndefined());
    api.updates.add(text(5));
    await eventually(() => expect(api.updates.forgotten).toEqual([900, 5]));
    expect(externalIds(telegram)).toEqual([900, 5]);
  });

  it('quarantines a poisoned update and goes on', async () => {
    const telegram = await poll();
    let deep: object = {};
    for (let level = 0; level < 100; level += 1) deep = { deep };
    api.updates.add(
      text(1),
      { update_id: 2, ...{ message: { text: 5 } } },
      { update_id: 3, ...deep },
      text(4),
    );
    await eventually(() => expect(api.updates.forgotten).toEqual([1, 2, 3, 4]));
    expect(externalIds(telegram)).toEqual([1, 4]);
    expect(telegram.deps.quarantined.map(({ code, contact }) => [code, contact.externalId])).toEqual([
      ['telegram.shape', '2'],
      ['telegram.shape', '3'],
    ]);
  });

  it('waits and goes on after a conflict, 5xx, a wrong token and no answer', async () => {
    const faults: Failure[] = [{ status: 409 }, { status: 500 }, 'page', 'cut'];
    api.failNext('getUpdates', ...faults);
    const telegram = await poll();
    api.updates.add(text(1));
    await eventually(() => expect(externalIds(telegram)).toEqual([1]));
    // Once at the start, and once more for the webhook that may have caused the conflict.
    expect(api.callsOf('deleteWebhook')).toHaveLength(2);
    expect(linesOf(telegram.deps)).toHaveLength(faults.length);
    expect(telegram.deps.logged()).not.toMatch(/dev-token|Заявка/);
  });

  it('waits as long as Telegram asks', async () => {
    api.failNext('getUpdates', { status: 429, parameters: { retry_after: 1 } });
    const before = Date.now();
    await poll();
    await eventually(() => expect(api.callsOf('getUpdates').length).toBeGreaterThan(1));
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
  });

  it('does not hammer a server that does not hold the poll', async () => {
    api.updates.holdAtMost(0);
    await poll();
    await eventually(() => expect(api.callsOf('getUpdates')).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(api.callsOf('getUpdates').length).toBeLessThanOrEqual(3);
  });

  it('is done by one process: it asks the house for its turn', async () => {
    const telegram = openTelegram(api.origin, { TELEGRAM_MODE: 'polling' });
    opened.push(telegram);
    const turns: string[] = [];
    telegram.deps.runAlone = (name) => {
      turns.push(name);
      return async () => {};
    };
    await telegram.channel.start?.();
    await eventually(() => expect(api.callsOf('setMyCommands')).toHaveLength(2));
    expect(turns).toEqual(['telegram polling']);
    expect(api.callsOf('getUpdates')).toEqual([]);
  });
});

describe('the stop', () => {
  it('does not wait for the poll', async () => {
    const { channel } = await poll();
    await eventually(() => expect(api.callsOf('getUpdates')).toHaveLength(1));
    const before = Date.now();
    await channel.stop?.();
    expect(Date.now() - before).toBeLessThan(1_000);
  });

  it('lets the update under way finish, confirms it, and leaves the ones behind it', async () => {
    const telegram = await poll();
    const { accept } = telegram.deps;
    const gate = new EventEmitter();
    const reached = once(gate, 'reached');
    telegram.deps.accept = async (contact) => {
      const opened = once(gate, 'open');
      gate.emit('reached');
      await opened;
      return accept(contact);
    };
    api.updates.add(text(1), text(2));
    await reached;
    const stopped = telegram.channel.stop?.();
    gate.emit('open');
    await stopped;
    expect(externalIds(telegram)).toEqual([1]);
    expect(api.updates.forgotten).toEqual([1]);
  });

  it('comes at once while Telegram hangs or is away, and the start did not wait either', async () => {
    api.failNext('deleteWebhook', 'hang');
    api.failNext('setMyCommands', 'hang');
    const before = Date.now();
    const { channel } = await poll();
    await eventually(() => expect(api.callsOf('deleteWebhook')).toHaveLength(1));
    await channel.stop?.();
    const away = openTelegram(undefined, { TELEGRAM_MODE: 'polling' });
    await away.channel.start?.();
    await away.channel.stop?.();
    expect(Date.now() - before).toBeLessThan(2_000);
  });
});
