import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InboundContact } from '../../core/channel.ts';
import { type BotApi, startBotApi } from './botApi.fixture.ts';
import { corpus, type Read, type Recorded } from './corpus.fixture.ts';
import { openTelegram } from './open.fixture.ts';
import { outcomes } from './outcomes.fixture.ts';

let api: BotApi;
beforeAll(async () => {
  api = await startBotApi();
});
beforeEach(() => {
  api.calls.length = 0;
});
afterAll(() => api.close());

/** Delivers an update and waits for all that follows: for so many calls of the Bot API at the least. */
async function deliver(update: Recorded, times: number, calls = 0) {
  const { deps, channel, post } = openTelegram(api.origin);
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) statuses.push((await post(update)).status);
  await vi.waitFor(() => expect(api.calls.length).toBeGreaterThanOrEqual(calls), { timeout: 10_000 });
  await channel.stop?.();
  return { deps, statuses };
}

function readOf(contact: InboundContact): Read {
  const { thread, address, identity, sender, rung, choice, text, language, attachments, settleMs } = contact;
  return { thread, address, identity, sender, rung, choice, text, language, attachments, settleMs };
}

const saidMethods = () => api.calls.map((call) => call.method).toSorted();

describe('the corpus', () => {
  it('has an outcome for every update, and none besides', () => {
    expect([...corpus.keys()].toSorted()).toEqual(Object.keys(outcomes).toSorted());
    expect(corpus.size).toBeGreaterThan(100);
    const ids = [...corpus.values()].map((update) => update.update_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([...corpus])('%s becomes what the table says', async (name, update) => {
    const outcome = outcomes[name];
    const { deps, statuses } = await deliver(update, 1, outcome?.says.length);
    expect(statuses).toEqual([200]);
    expect(saidMethods()).toEqual(outcome?.says.toSorted());
    const key = { account: '100000001', externalId: String(update.update_id), kind: 'message' };
    if (outcome?.becomes === 'contact') {
      expect(deps.contacts.map(readOf)).toEqual([outcome.read]);
      expect(deps.contacts).toMatchObject([{ ...key, serviceId: null, queue: null }]);
    } else expect(deps.contacts).toEqual([]);
    if (outcome?.becomes === 'quarantined') {
      expect(deps.quarantined).toMatchObject([{ code: outcome.code, contact: { ...key, ...outcome.read } }]);
      expect(deps.quarantined[0]?.contact.raw).toEqual(update);
    } else expect(deps.quarantined).toEqual([]);
  });

  it.each([...corpus])('%s delivered twice makes nothing double', async (name, update) => {
    const outcome = outcomes[name];
    const { deps, statuses } = await deliver(update, 2, outcome?.says.length);
    expect(statuses).toEqual([200, 200]);
    expect(deps.contacts).toHaveLength(outcome?.becomes === 'contact' ? 1 : 0);
    expect(deps.quarantined).toHaveLength(outcome?.becomes === 'quarantined' ? 1 : 0);
    // What a repetition does not show may be said again: the answer to a press, the mark under it.
    const messages = outcome?.says.filter((method) => method === 'sendMessage') ?? [];
    expect(api.callsOf('sendMessage')).toHaveLength(messages.length);
  });

  it('tells times as Telegram does, of an edit the time of the edit, of a press when it came', async () => {
    const timeOf = async (name: string) => {
      const { deps } = await deliver(corpus.get(name) ?? { update_id: 0 }, 1);
      return deps.contacts[0]?.occurredAt.getTime() ?? 0;
    };
    expect(await timeOf('text')).toBe(1763968530_000);
    expect(await timeOf('edited')).toBe(1763968590_000);
    expect(Math.abs((await timeOf('callback-service')) - Date.now())).toBeLessThan(60_000);
  });

  it('keeps each contact with the whole update as its evidence', async () => {
    for (const name of ['text', 'document', 'callback-rating', 'group-topic-reply']) {
      const update = corpus.get(name);
      const { deps } = await deliver(update ?? { update_id: 0 }, 1);
      expect(deps.contacts[0]?.raw).toEqual(update);
    }
  });

  it('leaves no personal data in any line', async () => {
    for (const update of corpus.values()) {
      const { deps } = await deliver(update, 1);
      expect(deps.logged()).not.toMatch(
        /Не работает|79160000007|447700900123|Пётр|Alice|petr_s|dev-token|5001002|5001003/,
      );
    }
  });
});
