import { STATUS } from '../pdu/status.ts';
import type { SmppSession } from '../session/openSession.ts';
import type { Delivery } from './delivery.ts';
import type { Ledger } from './ledger.ts';

/** No SMSC leaves more of its deliveries unanswered, so no more of our answers can be unread. */
const MAX_UNREAD = 1_000;

/** Answers deliveries, and knows which answers the SMSC may not have read when its session ends. */
export interface Answers {
  /** Says that it is safe. */
  accept(delivery: Delivery): void;
  /** Says no, for now or for good. */
  refuse(delivery: Delivery, status: number): void;
  closed(session: SmppSession): void;
}

/** @param ledger told of what is committed and may be delivered again. */
export function createAnswers(ledger: Ledger): Answers {
  const bySession = new Map<SmppSession, { place: number; fingerprint: string }[]>();

  return {
    accept({ session, pdu, fingerprint }) {
      const place = session.respond(pdu, STATUS.OK);
      if (place === undefined) return ledger.unread(fingerprint);
      const read = session.readUpTo();
      const unread = (bySession.get(session) ?? []).filter((answer) => answer.place > read);
      bySession.set(session, [...unread, { place, fingerprint }].slice(-MAX_UNREAD));
    },
    refuse({ session, pdu }, status) {
      session.respond(pdu, status);
    },
    closed(session) {
      const read = session.readUpTo();
      for (const { place, fingerprint } of bySession.get(session) ?? []) {
        if (place > read) ledger.unread(fingerprint);
      }
      bySession.delete(session);
    },
  };
}
