import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settleEndedCalls } from '../../core/call/callbacks.ts';
import { recordCall } from '../../core/call/recordCall.ts';
import { readSources } from '../../core/call/recordingSources.ts';
import type { CallEvent, DialOrder } from '../../core/channel.ts';
import { NoAnswer, Refused } from '../../core/errors.ts';
import { CallPage } from './schemas/call.ts';
import { CallbackPage } from './schemas/callback.ts';
import { EventPage } from './schemas/event.ts';
import { ServiceRequest, ServiceRequestPage } from './schemas/serviceRequest.ts';
import { readProblem } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const UNKNOWN = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';
const SOUND = Buffer.from('RIFF of a talk');

let house: TestHouse;
let pbx: Server;
let origin: string;
let calls = 0;
let callId: string;
let requestId: string;
let path: string;

beforeAll(async () => {
  pbx = createServer((request, response) => {
    if (request.url === '/broken.wav') return void response.writeHead(500).end();
    if (request.url === '/page.wav')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': SOUND.length }).end(SOUND);
  });
  await new Promise<void>((resolve) => pbx.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(pbx.address() as AddressInfo).port}`;
  house = await startHouse({ RECORDING_SOURCES: readSources(origin) });
  await house.db.updateTable('user_account').set({ extension: '101' }).where('id', '=', 'u-anna').execute();
});
afterAll(async () => {
  await house.stop();
  await new Promise((resolve) => pbx.close(resolve));
});
beforeEach(async () => {
  calls += 1;
  callId = `call-${calls}`;
  ({ requestId } = await house.receiveFor('anna', { channel: 'cti', kind: 'call', externalId: callId }));
  path = `/service-requests/${requestId}`;
});

/** The PBX tells a step of the call that opened the request. */
const step = (type: CallEvent['type'], changes: Partial<CallEvent> = {}) =>
  recordCall(house.ctx, 'cti', {
    account: 'kannel',
    callId,
    type,
    direction: 'in',
    from: '+79160000007',
    to: '1234',
    queue: 'support',
    agentExtension: type === 'answered' ? '101' : null,
    endReason: type === 'ended' ? 'normalClearing' : null,
    occurredAt: new Date(),
    ...changes,
  });
const listed = async () => (await house.read(CallPage, `${path}/calls`, 'anna')).items;

describe('GET /service-requests/{id}/calls', () => {
  it('lists a call as far as it has come', async () => {
    expect(await listed()).toMatchObject([{ state: 'ringing', answeredAt: null, missed: false }]);
    await step('answered');
    expect(await listed()).toMatchObject([
      {
        direction: 'in',
        state: 'answered',
        missed: false,
        queue: 'support',
        agentExtension: '101',
        agentName: 'anna',
        endReason: null,
        ringingAt: expect.any(String),
        endedAt: null,
        hasRecording: false,
      },
    ]);
    await step('ended');
    await step('recorded', { recordingUrl: `${origin}/1.wav` });
    expect(await listed()).toMatchObject([
      { state: 'ended', missed: false, endReason: 'normalClearing', hasRecording: true },
    ]);
    expect(JSON.stringify(await listed())).not.toContain(origin);
  });
});

describe('a call nobody answered', () => {
  it('is to be returned, until somebody says that it need not', async () => {
    await step('ended', { endReason: 'noAnswer' });
    await house.db
      .updateTable('call')
      .set({ updated_at: new Date(Date.now() - 60_000) })
      .execute();
    await settleEndedCalls(house.db);
    expect(await listed()).toMatchObject([{ missed: true, endReason: 'noAnswer' }]);
    const due = await house.read(ServiceRequestPage, '/service-requests?callbackDue=true', 'anna');
    expect(due.items.map((request) => request.id)).toEqual([requestId]);
    expect(due.items[0]?.callbackDue).toBe(true);

    const { items } = await house.read(CallbackPage, `${path}/callbacks`, 'anna');
    expect(items).toMatchObject([{ doneAt: null, doneBy: null, doneReason: null }]);
    const complete = `/callbacks/${items[0]?.id}/complete`;
    await readProblem(await house.command(complete, 'boris'), 404);
    const answer = await house.command(complete, 'anna');
    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe('');
    const done = await house.read(CallbackPage, `${path}/callbacks`, 'anna');
    expect(done.items).toMatchObject([{ doneBy: 'u-anna', doneReason: 'by_hand' }]);
    expect((await house.read(ServiceRequest, path, 'anna')).callbackDue).toBe(false);
    const none = await house.read(ServiceRequestPage, '/service-requests?callbackDue=true', 'anna');
    expect(none.items).toEqual([]);
    expect((await readProblem(await house.command(complete, 'anna'), 409)).code).toBe('callback.done');
  });

  it('is no task that does not exist', async () => {
    await readProblem(await house.command(`/callbacks/${UNKNOWN}/complete`), 404);
    await readProblem(await house.command('/callbacks/7/complete'), 404);
  });
});

describe('POST /service-requests/{id}/dial', () => {
  const dialled: DialOrder[] = [];
  const install = (dial: (order: DialOrder) => Promise<void>) =>
    house.ctx.channels.set('pbx', { routes: new Hono(), dial });
  beforeEach(() => {
    dialled.length = 0;
    install(async (order) => void dialled.push(order));
  });

  it('is 202: the agent’s telephone is told to ring first, and the timeline tells who dialled', async () => {
    const answer = await house.command(`${path}/dial`, 'anna');
    expect(answer.status).toBe(202);
    expect(await answer.text()).toBe('');
    expect(dialled).toMatchObject([{ extension: '101', phone: '+79160000007' }]);
    const { items } = await house.read(EventPage, `${path}/timeline`, 'anna');
    expect(items.at(-1)).toMatchObject({ type: 'call.dialled', actor: 'u-anna' });
  });

  it('is not for those who do not see the request', async () => {
    await readProblem(await house.command(`${path}/dial`, 'boris'), 404);
    await readProblem(await house.command(`/service-requests/${UNKNOWN}/dial`), 404);
    expect(dialled).toEqual([]);
  });

  it('says what is missing: a phone, an extension, a telephone system', async () => {
    const anonymous = await house.receive({ sender: 'anonymous' });
    const codeOf = async (to: string, as: 'anna' | 'vera' | 'system') =>
      (await readProblem(await house.command(to, as), 409)).code;
    expect(await codeOf(`/service-requests/${anonymous.requestId}/dial`, 'anna')).toBe('call.no_phone');
    expect(await codeOf(`${path}/dial`, 'vera')).toBe('call.no_extension');
    expect(await codeOf(`${path}/dial`, 'system')).toBe('call.no_extension');
    house.ctx.channels.clear();
    expect(await codeOf(`${path}/dial`, 'anna')).toBe('call.no_dialler');
  });

  it('tells a telephone system that refuses from one that is away', async () => {
    install(async () => {
      throw new Refused('pbx.refused', 'the extension is not registered');
    });
    expect((await readProblem(await house.command(`${path}/dial`, 'anna'), 502)).code).toBe('pbx.refused');
    install(async () => {
      throw new NoAnswer('pbx.no_answer', 'the telephone system is away');
    });
    const away = await house.command(`${path}/dial`, 'anna');
    expect(away.headers.get('retry-after')).toMatch(/^\d+$/);
    await readProblem(away, 503);
    const { items } = await house.read(EventPage, `${path}/timeline`, 'anna');
    expect(items.map((event) => event.type)).not.toContain('call.dialled');
  });
});

describe('GET /calls/{id}/recording', () => {
  async function recorded(url: string) {
    await step('recorded', { recordingUrl: url });
    const [call] = await listed();
    return `/calls/${call?.id}/recording`;
  }

  it('gives the sound itself, to be heard and nothing else', async () => {
    const recording = await recorded(`${origin}/talk.wav`);
    const response = await house.call(recording, 'anna');
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(SOUND)).toBe(true);
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'audio/wav',
      'content-length': String(SOUND.length),
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    });
  });

  it('is not for those who do not see the request, nor of a call without one', async () => {
    await step('answered');
    const [call] = await listed();
    await house.refused(404, `/calls/${call?.id}/recording`, 'anna');
    const recording = await recorded(`${origin}/talk.wav`);
    await house.refused(404, recording, 'boris');
    await house.refused(404, `/calls/${UNKNOWN}/recording`);
    await house.refused(404, '/calls/7/recording');
  });

  it.each([
    ['/page.wav', 502, 'recording.refused'],
    ['/broken.wav', 503, 'recording.no_answer'],
  ])('of %s: %i', async (file, status, code) => {
    const recording = await recorded(origin + file);
    const problem = await house.refused(status, recording, 'anna');
    expect(problem.code).toBe(code);
    expect(JSON.stringify(problem)).not.toContain(origin);
  });

  it('is fetched from no other place', async () => {
    const recording = await recorded('http://127.0.0.1:9/secret.wav');
    expect((await house.refused(502, recording, 'anna')).code).toBe('recording.source');
    expect(house.logged()).not.toContain('secret.wav');
  });
});
