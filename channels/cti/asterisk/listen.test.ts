import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { type RecordedDeps, recordDeps } from '../../edge/deps.fixture.ts';
import { openCti } from '../open.fixture.ts';
import channels from '../payloads/asterisk/channels.json' with { type: 'json' };
import inboundQueue from '../payloads/asterisk/inbound-queue.json' with { type: 'json' };
import missedHidden from '../payloads/asterisk/missed-hidden.json' with { type: 'json' };
import { readAmiUrl } from './amiUrl.ts';
import { type FakeAmi, startAmi } from './fakeAmi.fixture.ts';
import { listenToAsterisk } from './listen.ts';

const TIMINGS = { answer: 400, ping: 50, backoff: 20, backoffLimit: 50, stop: 1000 };
const soon = { timeout: 8000, interval: 10 };

let ami: FakeAmi;
let stopping: AbortController;
let listening: Promise<void>;
beforeEach(async () => {
  ami = await startAmi();
  stopping = new AbortController();
  listening = Promise.resolve();
});
afterEach(async () => {
  stopping.abort();
  await listening;
  await ami.close();
});

function listen(deps: RecordedDeps = recordDeps(), url = ami.url(), timings = TIMINGS): RecordedDeps {
  const settings = readAmiUrl(url);
  if (typeof settings === 'string') throw new Error(settings);
  listening = listenToAsterisk(settings, 'RU', deps, stopping.signal, timings);
  return deps;
}

const connected = (deps: RecordedDeps) => deps.logged().match(/ami\.connected/g)?.length ?? 0;
const heard = (deps: RecordedDeps, order: string[]) =>
  vi.waitFor(() => expect(deps.order).toEqual(order), soon);

describe('listening', () => {
  it('logs in without sending the secret, and asks for calls and queues only', async () => {
    const deps = listen();
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    const [challenge, login, show] = ami.actions;
    expect(challenge).toMatchObject({ Action: 'Challenge', AuthType: 'MD5' });
    expect(login).toMatchObject({
      Action: 'Login',
      Username: 'helpdesk',
      AuthType: 'MD5',
      Events: 'call,agent',
    });
    expect(login?.Key).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(ami.actions)).not.toContain('s3cret');
    expect(show).toMatchObject({ Action: 'CoreShowChannels' });
  });

  it('logs in with the secret where there is no challenge', async () => {
    ami.answers.Challenge = { Response: 'Error', Message: 'Invalid/unknown command' };
    const deps = listen();
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    expect(ami.actions[1]).toMatchObject({ Action: 'Login', Secret: 's3cret' });
  });

  it.each([1, 7, 1000, undefined])('follows a call, its events cut into pieces of %s bytes', async (size) => {
    // The pings are left out: a manager says nothing in the midst of an event.
    const deps = listen(recordDeps(), ami.url(), { ...TIMINGS, ping: 60_000 });
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    await ami.emit([...inboundQueue, ...missedHidden], size);
    await heard(deps, ['accept', 'answered', 'ended', 'accept', 'ended']);
    expect(deps.contacts).toMatchObject([
      { account: 'asterisk', identity: '+79160000007', queue: 'support' },
      { identity: null, queue: '74951234567' },
    ]);
  });

  it('believes its list for that moment only: what begins right behind it is not gone', async () => {
    ami.channels = channels.slice(0, 1);
    ami.behindTheList = missedHidden.slice(0, 3);
    const deps = listen();
    await heard(deps, ['accept', 'accept']);
    await ami.emit(missedHidden.slice(3));
    await heard(deps, ['accept', 'accept', 'ended']);
    expect(deps.calls[0]).toMatchObject({ callId: '1732442500.200', endReason: 'User busy' });
  });

  it('tells the calls it finds when it comes', async () => {
    ami.channels = channels;
    const deps = listen();
    await heard(deps, ['accept', 'accept', 'ringing', 'answered']);
  });

  it('keeps a call the store cannot take until it can, and goes on listening', async () => {
    const deps = listen();
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    await ami.emit(inboundQueue);
    await vi.waitFor(() => expect(deps.logged()).toContain('ami.waiting'), soon);
    await ami.emit(missedHidden);
    expect(deps.order).toEqual([]);
    deps.failWith(undefined);
    await heard(deps, ['accept', 'answered', 'ended', 'accept', 'ended']);
  });

  it('never lets personal data or the secret into the log', async () => {
    const deps = listen();
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    await ami.emit(inboundQueue);
    await heard(deps, ['accept', 'answered', 'ended']);
    ami.drop();
    await vi.waitFor(() => expect(deps.logged()).toContain('ami.closed'), soon);
    for (const secret of ['9160000007', 'Анна', 's3cret', 'helpdesk:'])
      expect(deps.logged()).not.toContain(secret);
  });
});

describe('a connection that breaks', () => {
  it('is made again, and what was missed is made good from the list of channels', async () => {
    const deps = listen(recordDeps(), ami.url('?queueWaitMs=60000'));
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    await ami.emit(inboundQueue.slice(0, 1));
    ami.channels = channels.slice(1, 3);
    ami.drop();
    // The first call waited for its queue: it is handed on when the line breaks, and ended when it is gone.
    await heard(deps, ['accept', 'accept', 'answered', 'ended']);
    expect(connected(deps)).toBe(2);
    expect(deps.contacts.map(({ externalId }) => externalId)).toEqual(['1732442400.100', '1732442950.700']);
    expect(deps.calls.at(-1)).toMatchObject({ callId: '1732442400.100', endReason: null });
  });

  it('goes on with the calls it knew', async () => {
    const deps = listen();
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    await ami.emit(inboundQueue.slice(0, 3));
    ami.channels = channels.slice(0, 1);
    ami.drop();
    await vi.waitFor(() => expect(connected(deps)).toBe(2), soon);
    await ami.emit(inboundQueue.slice(3));
    await heard(deps, ['accept', 'answered', 'ended']);
    expect(deps.contacts).toHaveLength(1);
  });

  it('is noticed by its silence', async () => {
    const deps = listen();
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    await vi.waitFor(() => expect(ami.actions.map(({ Action }) => Action)).toContain('Ping'), soon);
    ami.answers.Ping = 'silence';
    await vi.waitFor(() => expect(deps.logged()).toContain('ami.no-answer'), soon);
    delete ami.answers.Ping;
    await vi.waitFor(() => expect(connected(deps)).toBeGreaterThan(1), soon);
  });

  it('is given up where the other side is no Asterisk', async () => {
    const deps = listen();
    await vi.waitFor(() => expect(ami.listeners()).toBe(1), soon);
    ami.say('x'.repeat(100_000));
    await vi.waitFor(() => expect(connected(deps)).toBe(2), soon);
  });

  it('is tried for as long as it takes', async () => {
    const { port } = ami;
    const deps = listen();
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    await ami.close();
    await vi.waitFor(() => expect(deps.logged()).toContain('ami.unreachable'), soon);
    ami = await startAmi(port);
    await vi.waitFor(() => expect(connected(deps)).toBe(2), soon);
  });

  it('by a user it does not take is tried again, and the log says why', async () => {
    const deps = listen(recordDeps(), ami.url().replace('s3cret', 'wr0ng'));
    await vi.waitFor(() => expect(deps.logged().match(/ami\.login/g)?.length).toBeGreaterThan(1), soon);
    expect(deps.logged()).not.toContain('wr0ng');
    expect(deps.order).toEqual([]);
  });
});

describe('stopping', () => {
  it('hands on the call that waits, stores what is left and closes the line', async () => {
    const deps = listen(recordDeps(), ami.url('?queueWaitMs=60000'));
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    await ami.emit(inboundQueue.slice(0, 1));
    await vi.waitFor(() => expect(ami.actions.some(({ Action }) => Action === 'Ping')).toBe(true), soon);
    stopping.abort();
    await listening;
    expect(deps.order).toEqual(['accept']);
    await vi.waitFor(() => expect(ami.listeners()).toBe(0), soon);
  });

  it('says how many steps it could not store', async () => {
    const deps = listen();
    await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    await ami.emit(missedHidden);
    await vi.waitFor(() => expect(deps.logged()).toContain('ami.waiting'), soon);
    stopping.abort();
    await listening;
    expect(deps.logged()).toMatch(/"code":"ami\.lost","count":2/);
    deps.failWith(undefined);
    await heard(deps, ['accept', 'ended']);
  });
});

it('the channel listens from start to stop, alone in the house, and starting neither waits nor fails', async () => {
  const { channel, deps } = openCti({ ASTERISK_AMI_URL: ami.url() });
  const alone: string[] = [];
  const { runAlone } = deps;
  deps.runAlone = (name, work) => {
    alone.push(name);
    return runAlone(name, work);
  };
  await channel.start?.();
  await vi.waitFor(() => expect(connected(deps)).toBe(1), soon);
  await ami.emit(inboundQueue);
  await heard(deps, ['accept', 'answered', 'ended']);
  await channel.stop?.();
  expect(alone).toEqual(['asterisk ami']);
  await vi.waitFor(() => expect(ami.listeners()).toBe(0), soon);

  const nowhere = openCti({ ASTERISK_AMI_URL: 'ami://u:p@127.0.0.1:1' });
  await nowhere.channel.start?.();
  await nowhere.channel.stop?.();
});
