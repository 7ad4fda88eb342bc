import type pg from 'pg';
import type { Logger } from 'pino';
import { digitsOf } from '../digits.ts';
import { type ReceiptCode, setReceipt } from '../messages/store.ts';
import { pause } from '../pause.ts';
import { findByNumber } from '../subscribers/store.ts';

/** How long an SMS is under way. */
const UNDER_WAY_MS = 400;
const ANSWER_WITHIN_MS = 5_000;

/** What the SMSC said of it (Kannel user guide 1.4.5, "Delivery reports"): codes are bits of `dlr-mask`. */
const ACCEPTED_BY_SMSC = 8;
const DELIVERED: ReceiptCode = 1;
const FAILED: ReceiptCode = 2;

/** An SMS that was taken, and where its sender wants to hear of it. */
export interface SentSms {
  id: string;
  to: string;
  /** `dlr-url` as it was given, `%d` stands for the code; undefined: nobody wants to hear. */
  receiptUrl: string | undefined;
  /** `dlr-mask`. */
  mask: number;
}

/** Lets SMS arrive, and tells their senders. */
export interface Receipts {
  /** Returns at once; what follows fails without harm. */
  follow(sms: SentSms): void;
}

/**
 * Each SMS is delivered shortly after it was taken, or fails where the telephone of the page is switched off. A receipt
 * is sent once: as with Kannel, one that is not heard is lost, and so are those of a process that ends.
 */
export function createReceipts(options: { pool: pg.Pool; log: Logger; stopping: AbortSignal }): Receipts {
  const { pool, log, stopping } = options;

  const tell = async (sms: SentSms, code: number): Promise<void> => {
    if (sms.receiptUrl === undefined || (sms.mask & code) === 0) return;
    const response = await fetch(sms.receiptUrl.replaceAll('%d', String(code)), {
      signal: AbortSignal.any([stopping, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    await response.body?.cancel();
    log.debug({ messageId: sms.id, code, status: response.status }, 'receipt sent');
  };

  const deliver = async (sms: SentSms): Promise<void> => {
    await tell(sms, ACCEPTED_BY_SMSC);
    if (!(await pause(UNDER_WAY_MS, stopping))) return;
    const receiver = await findByNumber(pool, digitsOf(sms.to));
    const code = receiver?.phoneOff ? FAILED : DELIVERED;
    await setReceipt(pool, sms.id, code);
    await tell(sms, code);
  };

  return {
    follow: (sms) =>
      void deliver(sms).catch((error: unknown) => {
        // The URL it may quote can hold a secret of the house.
        const name = error instanceof Error ? error.name : 'unknown';
        log.debug({ messageId: sms.id, error: name }, 'receipt not sent');
      }),
  };
}
