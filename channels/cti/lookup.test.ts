import { describe, expect, it } from 'vitest';
import type { CallerCard } from '../../core/channel.ts';
import { Unavailable } from '../../core/errors.ts';
import { recordDeps } from '../edge/deps.fixture.ts';
import { faultyFields, problemOf } from '../edge/problem.fixture.ts';
import { openCti } from './open.fixture.ts';

const card: CallerCard = {
  phone: '+79160000007',
  customerId: 'c-7',
  name: 'Иванов\r\nИван / Иванова Анна',
  openRequests: [
    { id: 'r-1', number: 'SR-1', status: 'IN_PROGRESS', service: 'Интернет', createdAt: new Date(0) },
  ],
  fresh: true,
};

/** A house that knows this caller, and remembers whom it was asked for. */
function open(found: CallerCard = card, settings: Record<string, string> = {}) {
  const deps = recordDeps();
  const asked: string[] = [];
  deps.lookUpCaller = async (phone) => {
    asked.push(phone);
    return found;
  };
  return { ...openCti(settings, deps), asked };
}

describe('GET /lookup', () => {
  it('answers the caller’s card, and lets nobody keep it', async () => {
    const { ask, asked } = open();
    const response = await ask('/dev-cti/lookup?phone=%2B7%20916%20000-00-07');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(card)));
    expect(asked).toEqual(['+7 916 000-00-07']);
  });

  it('answers a dialplan with the bare name on one line, or with nothing', async () => {
    const { ask } = open();
    const response = await ask('/dev-cti/lookup?phone=79160000007&format=text');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toBe('Иванов Иван / Иванова Анна');
    const stranger = open({ ...card, name: null });
    expect(await (await stranger.ask('/dev-cti/lookup?phone=1&format=text')).text()).toBe('');
  });

  it('takes a + that arrived as a space', async () => {
    const { ask, asked } = open();
    await ask('/dev-cti/lookup?phone=+79160000007');
    expect(asked).toEqual(['79160000007']);
  });

  it('names what is missing or wrong', async () => {
    const { ask, asked } = open();
    for (const query of ['', '?phone=', '?phone=%20', `?phone=${'1'.repeat(256)}`])
      expect(await faultyFields(await ask(`/dev-cti/lookup${query}`))).toEqual(['phone']);
    expect(await faultyFields(await ask('/dev-cti/lookup?phone=1&format=xml'))).toEqual(['format']);
    expect(asked).toEqual([]);
  });

  it('tells nothing without the token', async () => {
    const { ask, asked } = open();
    expect(await problemOf(await ask('/guess/lookup?phone=1'))).toMatchObject({ code: 'channel.secret' });
    expect(asked).toEqual([]);
  });

  const twilio = { TWILIO_AUTH_TOKEN: 't' };
  const mango = { MANGO_API_KEY: 'k', MANGO_API_SALT: 's' };

  it.each([{}, twilio, mango])(
    'with a token of its own opens by that one only, and that one opens nothing else (%j)',
    async (provider) => {
      const { ask, asked, postForm, deps } = open(card, { ...provider, CTI_LOOKUP_TOKEN: 'dev-lookup' });
      expect((await ask('/dev-lookup/lookup?phone=1')).status).toBe(200);
      expect(await problemOf(await ask('/dev-cti/lookup?phone=2'))).toMatchObject({ code: 'channel.secret' });
      expect(asked).toEqual(['1']);
      const call = { event: 'newCall', direction: 'in', from: '79160000007', callId: 'c1' };
      for (const path of [
        '/dev-lookup',
        '/dev-lookup/lookup',
        '/dev-lookup/twilio',
        '/dev-lookup/mango/ping',
      ])
        expect((await postForm(path, call)).status).toBe(401);
      expect((await postForm('/dev-cti', call)).status).toBe(200);
      expect(deps.order).toEqual(['accept']);
    },
  );

  it.each([twilio, mango])(
    'is shut where %j’s cloud knows the token, and says what opens it',
    async (cloud) => {
      const { ask, asked } = open(card, cloud);
      const problem = await problemOf(await ask('/dev-cti/lookup?phone=79160000007'));
      expect(problem).toMatchObject({ status: 404, code: 'cti.lookup-off' });
      expect(JSON.stringify(problem)).toContain('CTI_LOOKUP_TOKEN');
      expect(await problemOf(await ask('/guess/lookup?phone=1'))).toMatchObject({ code: 'channel.secret' });
      expect(asked).toEqual([]);
    },
  );

  it('answers 503 while the store is away', async () => {
    const deps = recordDeps();
    deps.lookUpCaller = async () => {
      throw new Unavailable('store.down', 'The store is down');
    };
    const response = await openCti({}, deps).ask('/dev-cti/lookup?phone=79160000007');
    expect(response.status).toBe(503);
    expect(deps.logged()).not.toContain('9160000007');
  });
});
