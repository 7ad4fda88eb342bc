import { describe, expect, it } from 'vitest';
import originated from '../payloads/asterisk/originated.json' with { type: 'json' };
import originatedRefused from '../payloads/asterisk/originated-refused.json' with { type: 'json' };
import outgoing from '../payloads/asterisk/outgoing.json' with { type: 'json' };
import { track } from './track.fixture.ts';

describe('a call of ours', () => {
  it('dialled at a telephone is told from its first ring', () => {
    const { takeAll, contacts, events, said } = track();
    takeAll(outgoing);
    expect(said).toEqual(['ringing', 'answered', 'ended']);
    for (const event of events)
      expect(event).toMatchObject({
        direction: 'out',
        from: '101',
        to: '89160000007',
        agentExtension: '101',
      });
    expect(contacts).toEqual([]);
  });

  it('originated under the order’s id is told once its number is known', () => {
    const { takeAll, events, said } = track();
    takeAll(originated);
    expect(said).toEqual(['ringing', 'answered', 'ended']);
    for (const event of events)
      expect(event).toMatchObject({
        callId: originated[0]?.Uniqueid,
        to: '+79160000007',
        agentExtension: '101',
      });
  });

  it('originated is told by its dial alone, should the word of it be lost', () => {
    const { takeAll, events } = track();
    takeAll(originated.filter(({ Event }) => Event !== 'OriginateResponse'));
    expect(events.map(({ type, to }) => [type, to])).toEqual([
      ['ringing', '+79160000007'],
      ['answered', '+79160000007'],
      ['ended', '+79160000007'],
    ]);
  });

  it('the agent did not take up is told by the word of it, before his telephone is silent or after', () => {
    for (const frames of [
      originatedRefused,
      [...originatedRefused.slice(0, 3), ...originatedRefused.slice(3).reverse()],
    ]) {
      const { takeAll, events, said } = track();
      takeAll(frames);
      expect(said).toEqual(['ringing', 'ended']);
      expect(events[1]).toMatchObject({ endReason: 'User alerting, no answer', to: '+79160000007' });
    }
  });

  it('between two telephones is nobody’s business', () => {
    const { takeAll, said } = track();
    takeAll(
      outgoing.map((frame) => ({
        ...frame,
        Exten: '102',
        DialString: '102',
        DestChannel: 'PJSIP/102-00000031',
      })),
    );
    expect(said).toEqual([]);
  });
});
