import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import channels from '../payloads/asterisk/channels.json' with { type: 'json' };
import inboundQueue from '../payloads/asterisk/inbound-queue.json' with { type: 'json' };
import type { Frame } from './frames.ts';
import { track } from './track.fixture.ts';

describe('the list of channels', () => {
  it('tells the calls that began while nobody listened: waiting, talking and our own', () => {
    const { tracker, contacts, events, said } = track('?inbound=from-trunk');
    tracker.reconcile(channels);
    expect(said).toEqual(['contact', 'contact', 'ringing', 'answered']);
    expect(contacts.map(({ externalId, queue }) => [externalId, queue])).toEqual([
      ['1732442400.100', 'support'],
      ['1732442950.700', 'support'],
    ]);
    const age = Date.now() - (contacts[0]?.occurredAt.getTime() ?? 0);
    expect(Math.round(age / 1000)).toBeGreaterThanOrEqual(83);
    expect(events).toMatchObject([
      { type: 'ringing', direction: 'out', to: '79160000009', agentExtension: '101' },
      { type: 'answered', direction: 'in', callId: '1732442950.700', agentExtension: '102' },
    ]);
  });

  it('ends the calls that are in it no more, for a reason nobody knows', () => {
    const { tracker, takeAll, events } = track();
    takeAll(inboundQueue.slice(0, -2));
    tracker.reconcile([]);
    expect(events.at(-1)).toMatchObject({ type: 'ended', callId: '1732442400.100', endReason: null });
    tracker.reconcile([]);
    expect(events.filter(({ type }) => type === 'ended')).toHaveLength(1);
  });

  it('changes nothing of what is known already', () => {
    const { tracker, takeAll, said } = track();
    takeAll(inboundQueue.slice(0, 3));
    tracker.reconcile(channels.slice(0, 1));
    expect(said).toEqual(['contact']);
  });
});

it('events told twice, and events of other things, change nothing', () => {
  const noise: Frame[] = [
    {},
    { Event: 'FullyBooted', Status: 'Fully Booted' },
    { Event: 'Newchannel' },
    { Event: 'Hangup', Uniqueid: 'unheard', Linkedid: 'of' },
    { Event: 'BridgeEnter', Uniqueid: 'unheard', Linkedid: 'of', Channel: 'PJSIP/101-00000001' },
    { Event: 'OriginateResponse', ActionID: 'none', Exten: '79160000007' },
  ];
  fc.assert(
    fc.property(
      fc.array(fc.nat(inboundQueue.length - 1)),
      fc.array(fc.constantFrom(...noise)),
      (again, others) => {
        const { takeAll, contacts, said } = track();
        const frames = inboundQueue.flatMap((frame, index): Frame[] => [
          frame,
          // Its last channel's end told again finds no call any more; its first channel's would begin one anew.
          ...again.filter((each) => each === index).map(() => frame),
          ...others,
        ]);
        takeAll(frames);
        expect(said).toEqual(['contact', 'answered', 'ended']);
        expect(contacts).toHaveLength(1);
      },
    ),
  );
});

it('no event, however broken, is the end of listening', () => {
  const name = fc.constantFrom(
    ...new Set(inboundQueue.flatMap((frame) => Object.keys(frame))),
    'ActionID',
    '__proto__',
  );
  const value = fc.oneof(
    fc.constantFrom(...inboundQueue.flatMap((frame) => Object.values(frame))),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(fc.dictionary(name, value)), (frames) => {
      const { tracker, takeAll } = track();
      takeAll(frames);
      tracker.reconcile(frames);
      tracker.flush();
    }),
  );
});
