import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { faultyFields, problemOf } from '../../edge/problem.fixture.ts';
import { openCti } from '../open.fixture.ts';
import inbound from '../payloads/mango/inbound.json' with { type: 'json' };
import missedSummary from '../payloads/mango/missed-summary.json' with { type: 'json' };
import recordAdded from '../payloads/mango/record-added.json' with { type: 'json' };
import { keys, openMango } from './open.fixture.ts';
import { sign } from './signature.ts';

const [appeared] = inbound;

describe('a request', () => {
  const json = JSON.stringify(appeared);
  it.each([
    ['a wrong signature', { sign: sign(keys, `${json} `) }],
    ['no signature', { sign: '' }],
    ['another key', { vpbx_api_key: 'other', sign: sign({ ...keys, apiKey: 'other' }, json) }],
    ['another salt', { sign: sign({ ...keys, salt: 'other' }, json) }],
  ])('with %s answers 401', async (_, changes) => {
    const { deps, postText } = openMango();
    for (const path of ['/events/call', '/events/summary', '/events/recording', '/result/callback', '/ping'])
      expect(await problemOf(await postText(path, json, changes))).toMatchObject({ code: 'channel.secret' });
    expect(deps.order).toEqual([]);
    expect(deps.logged()).not.toContain('9160000007');
    expect(deps.logged()).not.toContain(keys.salt);
  });

  it('with the path’s token wrong answers 401', async () => {
    const form = { vpbx_api_key: keys.apiKey, sign: sign(keys, json), json };
    expect((await openMango().postForm('/guess/mango/events/call', form)).status).toBe(401);
  });

  it('answers 404 where Mango Office is not set up', async () => {
    const response = await openCti().postForm('/dev-cti/mango/events/call', {});
    expect(await problemOf(response)).toMatchObject({ status: 404, code: 'cti.mango-off' });
  });

  it('signed but no JSON object answers 400 and names it', async () => {
    const { postText, deps } = openMango();
    for (const text of ['[1]', 'null', '"x"'])
      expect(await faultyFields(await postText('/events/call', text))).toEqual(['json']);
    expect(await faultyFields(await postText('/events/call', '{'))).toEqual(['(body)']);
    expect(deps.order).toEqual([]);
  });

  it('without what names the call answers 400 and names it', async () => {
    const { post } = openMango();
    const nameless = { call_state: 'Appeared', from: {}, to: {} };
    expect(await faultyFields(await post('/events/call', nameless))).toEqual(['entry_id']);
    expect(
      await faultyFields(await post('/events/call', { ...nameless, entry_id: 'x'.repeat(256) })),
    ).toEqual(['entry_id']);
    expect(await faultyFields(await post('/events/call', { entry_id: 'e' }))).toEqual(['call_state']);
    expect(await faultyFields(await post('/events/summary', {}))).toEqual(['entry_id']);
    expect(await faultyFields(await post('/events/recording', { entry_id: 'e' }))).toEqual(['recording_id']);
  });

  it('that is endless answers 413', async () => {
    expect((await openMango().post('/events/call', { ...appeared, x: 'x'.repeat(64 * 1024) })).status).toBe(
      413,
    );
  });

  it('of no use here is taken, and a command that failed is logged by its code', async () => {
    const { deps, post } = openMango();
    for (const path of ['/events/dtmf', '/events/sms', '/events/record/tagged', '/ping'])
      expect((await post(path, { entry_id: 'e', dtmf: '1' })).status).toBe(200);
    expect(deps.logged()).toBe('');
    await post('/result/callback', { command_id: 'o-1', result: 1000 });
    expect(deps.logged()).toBe('');
    await post('/result/callback', { command_id: 'o-1', result: '79160000007' });
    await post('/result/callback', { command_id: 'o-1', result: 3100 });
    expect(deps.logged().match(/"result":"[^"]*"/g)).toEqual(['"result":"unreadable"', '"result":"3100"']);
    expect(deps.order).toEqual([]);
  });

  it('while the store is away answers 503, and the next delivery is taken', async () => {
    for (const [path, notice] of [
      ['/events/call', appeared],
      ['/events/call', inbound[5]],
      ['/events/summary', missedSummary],
      ['/events/record/added', recordAdded],
    ] as const) {
      const { deps, post } = openMango();
      deps.failWith(new Unavailable('store.down', 'The store is down'));
      const response = await post(path, notice);
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(deps.order).toEqual([]);
      deps.failWith(undefined);
      expect((await post(path, notice)).status).toBe(200);
      expect(deps.order).toHaveLength(1);
    }
  });

  it('never is our fault: any signed JSON answers below 500', async () => {
    const { post } = openMango();
    const party = fc.oneof(fc.record({ number: fc.jsonValue(), extension: fc.jsonValue() }), fc.jsonValue());
    const notice = fc.record({
      entry_id: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      call_state: fc.oneof(fc.constantFrom('Appeared', 'Connected', 'Disconnected'), fc.jsonValue()),
      ...{ from: party, to: party, timestamp: fc.jsonValue(), recording_id: fc.jsonValue() },
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(notice, fc.jsonValue()), async (value) => {
        for (const path of ['/events/call', '/events/summary', '/events/recording'])
          expect([200, 400]).toContain((await post(path, value)).status);
      }),
      { numRuns: 100 },
    );
  });
});
