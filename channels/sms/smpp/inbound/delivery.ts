import type { Pdu } from '../pdu/readPdu.ts';
import type { SmppSession } from '../session/openSession.ts';

/** A deliver_sm that waits for its answer. */
export interface Delivery {
  pdu: Pdu;
  /** Names what it says; the same on every redelivery. */
  fingerprint: string;
  /** Where its answer goes. */
  session: SmppSession;
}
