import { describe, expect, it, vi } from 'vitest';
import { Invalid, Unavailable } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { readCaller } from '../steps/caller.ts';
import { toContact } from '../steps/inboundCall.ts';
import type { Step } from '../steps/takeSteps.ts';
import { createOutbox } from './outbox.ts';

const away = new Unavailable('store.down', 'The store is down');
const soon = { timeout: 3000, interval: 5 };

function contact(callId: string): Step {
  const caller = readCaller('79160000007', 'RU');
  return {
    contact: toContact({ account: 'a', callId, caller, queue: null, occurredAt: new Date(), raw: {} }),
  };
}

function ended(callId: string): Step {
  return {
    event: {
      ...{ account: 'a', callId, type: 'ended', direction: 'in', from: '79160000007', to: null },
      ...{ queue: null, agentExtension: null, endReason: null, occurredAt: new Date() },
    },
  };
}

describe('the outbox', () => {
  it('keeps what the store cannot take, and stores it all in order once it can', async () => {
    const deps = recordDeps();
    const outbox = createOutbox(deps, { retryMs: 5 });
    deps.failWith(away);
    for (const step of [contact('1'), ended('1'), contact('2')]) outbox.push(step);
    let tries = 0;
    const { accept } = deps;
    deps.accept = (given) => {
      tries += 1;
      return accept(given);
    };
    await vi.waitFor(() => expect(tries).toBeGreaterThan(10), soon);
    expect(outbox.size()).toBe(3);
    expect(deps.order).toEqual([]);
    deps.failWith(undefined);
    expect(await outbox.drain(3000)).toBe(0);
    expect(deps.order).toEqual(['accept', 'ended', 'accept']);
    expect(deps.contacts.map(({ externalId }) => externalId)).toEqual(['1', '2']);
    expect(deps.logged().match(/ami\.waiting/g)).toHaveLength(1);
    expect(deps.logged()).not.toContain('9160000007');
  });

  it('says how much is left when it may wait no longer', async () => {
    const deps = recordDeps();
    const outbox = createOutbox(deps, { retryMs: 5 });
    deps.failWith(away);
    outbox.push(contact('1'));
    expect(await outbox.drain(20)).toBe(1);
    deps.failWith(undefined);
    expect(await outbox.drain(3000)).toBe(0);
  });

  it('drops what no store could ever take, and what is a fault of ours after some tries', async () => {
    const deps = recordDeps();
    const outbox = createOutbox(deps, { retryMs: 1 });
    for (const error of [new Invalid('externalId', 'must not be empty'), new Error('79160000007 is odd')]) {
      deps.failWith(error);
      outbox.push(ended('1'));
      expect(await outbox.drain(3000)).toBe(0);
    }
    deps.failWith(undefined);
    outbox.push(contact('2'));
    expect(await outbox.drain(3000)).toBe(0);
    expect(deps.order).toEqual(['accept']);
    expect(deps.logged().match(/"reason":"[^"]*"/g)).toEqual(['"reason":"invalid"', '"reason":"internal"']);
    expect(deps.logged()).not.toContain('9160000007');
  });

  it('keeps the contacts when it is full: steps of calls go first', async () => {
    const deps = recordDeps();
    const outbox = createOutbox(deps, { retryMs: 5, limit: 3 });
    deps.failWith(away);
    for (const step of [contact('1'), ended('1'), contact('2'), contact('3'), contact('4')])
      outbox.push(step);
    expect(outbox.size()).toBe(3);
    deps.failWith(undefined);
    await outbox.drain(3000);
    expect(deps.contacts.map(({ externalId }) => externalId)).toEqual(['1', '3', '4']);
    expect(deps.calls).toEqual([]);
    expect(deps.logged().match(/ami\.overflow/g)).toHaveLength(2);
  });
});
