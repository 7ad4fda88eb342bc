import { describe, expect, it, vi } from 'vitest';
import inboundLocal from '../payloads/asterisk/inbound-local.json' with { type: 'json' };
import inboundQueue from '../payloads/asterisk/inbound-queue.json' with { type: 'json' };
import missedHidden from '../payloads/asterisk/missed-hidden.json' with { type: 'json' };
import transfer from '../payloads/asterisk/transfer.json' with { type: 'json' };
import { track } from './track.fixture.ts';

describe('a call that comes in through a queue', () => {
  it('is one contact, routed by its queue, answered by who took it, ended with its last channel', () => {
    const { takeAll, contacts, events, said } = track('?account=msk');
    takeAll(inboundQueue);
    expect(said).toEqual(['contact', 'answered', 'ended']);
    expect(contacts).toMatchObject([
      {
        account: 'msk',
        externalId: '1732442400.100',
        kind: 'call',
        identity: '+79160000007',
        sender: '79160000007',
        rung: 'CALLER_ID',
        queue: 'support',
        raw: { Event: 'Newchannel', Exten: '74951234567' },
      },
    ]);
    expect(events).toMatchObject([
      { type: 'answered', agentExtension: '102', queue: 'support', to: '74951234567', direction: 'in' },
      { type: 'ended', endReason: 'Normal Clearing', agentExtension: null },
    ]);
  });

  it('is answered by the telephone behind a Local channel', () => {
    const { takeAll, contacts, events, said } = track();
    takeAll(inboundLocal);
    expect(said).toEqual(['contact', 'answered', 'ended']);
    expect(contacts[0]?.queue).toBe('600');
    expect(events[0]).toMatchObject({ agentExtension: '101' });
  });

  it('is answered by a member named by his login', () => {
    const { takeAll, events } = track();
    const bridgeless = inboundQueue.filter(({ Event }) => Event !== 'BridgeEnter');
    takeAll(
      bridgeless.map((frame) =>
        frame.Event === 'AgentConnect' ? { ...frame, Interface: 'PJSIP/anna' } : frame,
      ),
    );
    expect(events[0]).toMatchObject({ type: 'answered', agentExtension: 'anna' });
  });

  it('waits for its queue no longer than it may, and tells the queue when it comes', () => {
    vi.useFakeTimers();
    try {
      const { takeAll, contacts, events, said } = track('?queueWaitMs=500');
      takeAll(inboundQueue.slice(0, 2));
      vi.advanceTimersByTime(499);
      expect(said).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(contacts).toMatchObject([{ queue: '74951234567' }]);
      takeAll(inboundQueue.slice(2));
      expect(said).toEqual(['contact', 'ringing', 'answered', 'ended']);
      expect(events[0]).toMatchObject({ type: 'ringing', queue: 'support' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is handed on at once where it may not wait, and when it is told to', () => {
    const eager = track('?queueWaitMs=0');
    eager.takeAll(inboundQueue.slice(0, 1));
    expect(eager.said).toEqual(['contact']);
    const patient = track();
    patient.takeAll(inboundQueue.slice(0, 1));
    expect(patient.said).toEqual([]);
    patient.tracker.flush();
    expect(patient.said).toEqual(['contact']);
  });
});

describe('a call that comes in', () => {
  it('hidden and missed is nobody’s contact, and its end says why', () => {
    const { takeAll, contacts, events, said } = track();
    takeAll(missedHidden);
    expect(said).toEqual(['contact', 'ended']);
    expect(contacts).toMatchObject([{ sender: '<unknown>', identity: null, address: null, rung: 'UNKNOWN' }]);
    expect(events).toMatchObject([{ endReason: 'User busy', queue: '74951234567' }]);
  });

  it('and ends before anything else is a contact all the same', () => {
    const { takeAll, said } = track();
    takeAll([...missedHidden.slice(0, 1), ...missedHidden.slice(-1)]);
    expect(said).toEqual(['contact', 'ended']);
  });

  it('is one call through a transfer with consultation, and ends with it', () => {
    const { takeAll, events, said } = track();
    takeAll(transfer);
    expect(said).toEqual(['contact', 'answered', 'ended']);
    expect(events[0]).toMatchObject({ agentExtension: '101' });
  });

  it('forwarded to a number outside was answered, by nobody of ours', () => {
    const { takeAll, events } = track();
    const [first] = inboundQueue;
    takeAll([
      { ...first },
      { ...first, Event: 'BridgeEnter', Channel: 'PJSIP/gsm-00000099', Uniqueid: '2.2' },
    ]);
    expect(events).toMatchObject([{ type: 'answered', agentExtension: null, direction: 'in' }]);
  });

  it('put on hold is not answered', () => {
    const { takeAll, said } = track();
    const [first] = inboundQueue;
    const held = { ...first, Event: 'BridgeEnter', Channel: 'PJSIP/102-00000099', Uniqueid: '2.2' };
    takeAll([{ ...first }, { ...held, BridgeTechnology: 'holding_bridge' }]);
    expect(said).toEqual([]);
  });

  it('happened when Asterisk says so, where it says', () => {
    const { takeAll, contacts, events } = track();
    takeAll(inboundQueue.map((frame, index) => ({ ...frame, Timestamp: `17324424${10 + index}.250000` })));
    expect(contacts[0]?.occurredAt).toEqual(new Date('2024-11-24T10:00:10.250Z'));
    expect(events[1]?.occurredAt).toEqual(new Date('2024-11-24T10:00:26.250Z'));
  });
});
