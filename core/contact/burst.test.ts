import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherBurst, takeBurst } from './burst.ts';
import { ratingChoice, readChoice, serviceChoice } from './choice.ts';
import type { WaitingContact } from './waitingContact.ts';

const now = Date.now();
const contact = (id: string, changes: Partial<WaitingContact> = {}): WaitingContact => ({
  id,
  channel: 'chat',
  account: 'bot',
  kind: 'message',
  external_id: id,
  thread: '42',
  address: '42',
  identity: '42',
  rung: 'UNKNOWN',
  phone: null,
  phone_kind: 'none',
  service_id: null,
  choice: null,
  queue: null,
  text: null,
  language: null,
  received_at: new Date(now),
  attempts: 0,
  has_attachments: false,
  ...changes,
});

describe('a burst of messages', () => {
  it('is worked as one by its last, whichever turn comes first', () => {
    const burst = [contact('a'), contact('b'), contact('c')];
    expect(takeBurst(burst, 'a', now)).toEqual([]);
    expect(takeBurst(burst, 'b', now)).toEqual([]);
    expect(takeBurst(burst, 'c', now)).toEqual(burst);
  });

  it('that will not end is worked as far as it has come', () => {
    const burst = [contact('a', { received_at: new Date(now - 11_000) }), contact('b')];
    expect(takeBurst(burst, 'a', now)).toEqual(burst);
  });

  it('leaves nobody behind: somebody’s turn takes every contact there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (size) => {
        const burst = Array.from({ length: size }, (_, index) => contact(String(index)));
        const taken = new Set(burst.flatMap(({ id }) => takeBurst(burst, id, now)));
        expect(taken.size).toBe(size);
      }),
    );
  });

  it('goes on without the one that fails again and again, which is worked alone', () => {
    const burst = [contact('a'), contact('poison', { attempts: 3 }), contact('c')];
    expect(takeBurst(burst, 'poison', now)).toEqual([burst[1]]);
    expect(takeBurst(burst, 'c', now)).toEqual([burst[0], burst[2]]);
    const last = [contact('a'), contact('b'), contact('poison', { attempts: 3 })];
    expect(takeBurst(last, 'b', now)).toEqual([last[0], last[1]]);
  });

  it('takes phone and rung from one and the same contact', () => {
    const shared = contact('a', { phone: '+79160000001', phone_kind: 'e164', rung: 'SHARED_CONTACT' });
    const forged = contact('b', { phone: '+79160000002', phone_kind: 'e164', rung: 'CALLER_ID' });
    expect(gatherBurst([shared, forged])).toMatchObject({ phone: '+79160000001', rung: 'SHARED_CONTACT' });
  });

  it('says what its parts say together, the newest of what only one can be', () => {
    const gathered = gatherBurst([
      contact('a', { text: 'Здравствуйте', phone: '+79160000001', rung: 'SHARED_CONTACT', language: 'ru' }),
      contact('b', { text: null, has_attachments: true, service_id: 'svc-a' }),
      contact('c', { text: 'Нет интернета', service_id: 'svc-b', language: 'en' }),
    ]);
    expect(gathered).toMatchObject({
      id: 'c',
      text: 'Здравствуйте\nНет интернета',
      phone: '+79160000001',
      rung: 'SHARED_CONTACT',
      service_id: 'svc-b',
      language: 'en',
      has_attachments: true,
    });
    expect(gatherBurst([contact('a')]).text).toBeNull();
  });
});

describe('a choice', () => {
  it('comes back as it was given out', () => {
    const requestId = '019235aa-0000-7000-8000-000000000001';
    expect(readChoice(serviceChoice('svc:x'))).toEqual({ kind: 'service', serviceId: 'svc:x' });
    expect(readChoice(ratingChoice(requestId, 4))).toEqual({ kind: 'rating', requestId, stars: 4 });
    expect(ratingChoice(requestId, 5).length).toBeLessThanOrEqual(64);
  });

  it.each([null, '', 'rate:x:5', 'rate:019235aa-0000-7000-8000-000000000001:6', 'drop table'])(
    'that we never gave out is none: %j',
    (choice) => {
      expect(readChoice(choice)).toBeNull();
    },
  );
});
