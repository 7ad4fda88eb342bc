import { NoAnswer } from '../../../../core/errors.ts';
import type { Pdu } from '../pdu/readPdu.ts';

/** Requests whose answers are waited for, by sequence number. */
interface Pending {
  /** @throws {NoAnswer} when no answer comes in time. */
  add(sequence: number): Promise<Pdu>;
  /** Hands an answer to who waits for it; one that nobody waits for (any more) is dropped. */
  settle(response: Pdu): void;
  /** No usable answer will come. */
  fail(sequence: number): void;
  failAll(): void;
}

/** @param responseMs how long an answer is waited for. */
export function createPending(responseMs: number): Pending {
  const waiting = new Map<number, { resolve(pdu: Pdu): void; reject(error: NoAnswer): void }>();

  const take = (sequence: number) => {
    const one = waiting.get(sequence);
    waiting.delete(sequence);
    return one;
  };
  const fail = (sequence: number, why: string) => {
    take(sequence)?.reject(new NoAnswer('sms.no-answer', `The SMSC gave no answer (${why})`));
  };

  return {
    add(sequence) {
      return new Promise<Pdu>((resolve, reject) => {
        const timer = setTimeout(() => fail(sequence, 'timeout'), responseMs);
        const done =
          <Value>(settle: (value: Value) => void) =>
          (value: Value) => {
            clearTimeout(timer);
            settle(value);
          };
        waiting.set(sequence, { resolve: done(resolve), reject: done(reject) });
      });
    },
    settle: (response) => take(response.sequence)?.resolve(response),
    fail: (sequence) => fail(sequence, 'unreadable'),
    failAll() {
      for (const sequence of [...waiting.keys()]) fail(sequence, 'closed');
    },
  };
}
