import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Unavailable } from '../errors.ts';
import { agent, openTestLive, type TestLive } from './live.fixture.ts';
import { createLiveHub } from './liveHub.ts';

let live: TestLive;
beforeAll(async () => {
  live = await openTestLive();
});
afterAll(() => live.close());

describe('a hub that nobody looks at', () => {
  it('stops reading, and never under a screen that is about to join', async () => {
    const { db, url } = live.store;
    // Idle at once: whoever joins comes while it is shutting.
    const hub = createLiveHub({ db, databaseUrl: url, log: pino({ level: 'silent' }), lingerMs: 0 });
    for (let round = 0; round < 8; round += 1) {
      const heard: string[] = [];
      const look = () =>
        hub.subscribe({ actor: agent('anna'), cursor: null, send: (text) => heard.push(text), end() {} });
      const leave = await look();
      leave();
      const [again] = await Promise.all([look(), new Promise((resolve) => setTimeout(resolve, round))]);
      await live.append({ type: 'setting.changed', subject: `setting:round-${round}` });
      await expect.poll(() => heard.join(''), { timeout: 5_000 }).toContain(`setting:round-${round}`);
      again();
    }
    await hub.close();
  });

  it('takes no screen that was joining when it closed', async () => {
    const { db, url } = live.store;
    const hub = createLiveHub({ db, databaseUrl: url, log: pino({ level: 'silent' }) });
    const joining = hub.subscribe({ actor: agent('anna'), cursor: null, send() {}, end() {} });
    await Promise.all([expect(joining).rejects.toBeInstanceOf(Unavailable), hub.close()]);
  });
});
