import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelDeps } from '../../../../core/channel.ts';
import { Invalid } from '../../../../core/errors.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Pdu, PduHeader } from '../pdu/readPdu.ts';
import { HEADER_LENGTH } from '../pdu/splitFrames.ts';
import { STATUS } from '../pdu/status.ts';
import { reasonOf } from '../reasonOf.ts';
import type { SmppSession } from '../session/openSession.ts';
import type { SmppLinkSettings } from '../settings.ts';
import { createAnswers } from './answers.ts';
import { createAssembler } from './assemble.ts';
import type { Delivery } from './delivery.ts';
import { journal } from './journal.ts';
import { createLedger } from './ledger.ts';
import { readReceipt } from './readReceipt.ts';
import { bodyOf, fingerprintOf, hash, readSms } from './readSms.ts';
import { describePdu, hasFittingAddresses } from './toContact.ts';
import { joinedTouch, singleTouch, type Touch, unreadableTouch } from './touch.ts';
import { createUnderway } from './underway.ts';

/** Bits of esm_class that say what kind of message it is (SMPP v3.4 §5.2.12). */
const KIND_MASK = 0x3c;
const RECEIPT = 0x04;
const INTERMEDIATE_NOTIFICATION = 0x20;
const STOP_MS = 2_000;

/** Takes what the SMSC delivers. */
export interface Receiver {
  /** @param pdu a deliver_sm. It is answered once what it brought is committed, never before. */
  take(pdu: Pdu, session: SmppSession): void;
  /** @param header of a deliver_sm that does not fit its shape. */
  takeUnreadable(header: PduHeader, frame: Buffer, session: SmppSession): void;
  bound(): void;
  closed(session: SmppSession): void;
  /** Waits a little for what is under way. Parts of unfinished messages stay with the SMSC. */
  stop(): Promise<void>;
}

/** Builds the receiver of one link; it outlives the link's sessions. */
export function createReceiver(settings: SmppLinkSettings, deps: ChannelDeps): Receiver {
  const { account, retryStatus } = settings;
  const ledger = createLedger();
  const answers = createAnswers(ledger);
  const underway = createUnderway();
  const running = new Set<Promise<void>>();

  const run = (work: Promise<void>) => {
    running.add(work);
    work
      .catch((error) => deps.log.error({ account, code: reasonOf(error) }, 'deliver_sm left unanswered'))
      .finally(() => running.delete(work));
  };
  const answer = (delivery: Delivery, status: number) =>
    status === STATUS.OK ? answers.accept(delivery) : answers.refuse(delivery, status);

  const settle = async (touch: Touch) => {
    underway.add(touch);
    const status = await journal(deps, settings, ledger, touch);
    underway.remove(touch);
    for (const delivery of touch.deliveries) answer(delivery, status);
  };
  const assembler = createAssembler({
    holdMs: settings.partsSeconds * 1000,
    heldParts: settings.heldParts,
    onReady: (set) => run(settle(joinedTouch(set))),
    onStall: (window) =>
      deps.log.warn({ account, window }, 'the SMSC leaves too few deliveries unanswered for long messages'),
  });

  const takeReceipt = async (delivery: Delivery) => {
    const receipt = readReceipt(delivery.pdu, settings.receiptIds, new Date());
    if (receipt === undefined) deps.log.warn({ account, code: 'sms.receipt' }, 'receipt without id or state');
    try {
      if (receipt) await deps.recordReceipt(receipt);
      answer(delivery, STATUS.OK);
    } catch (error) {
      // What can never be stored would come again for ever.
      const status = error instanceof Invalid ? STATUS.OK : retryStatus;
      deps.log.warn({ account, code: reasonOf(error), answered: status }, 'receipt not taken');
      answer(delivery, status);
    }
  };
  /** @returns whether it was known: it is answered, or will be with the one it repeats. */
  const isRepeat = (delivery: Delivery, isPart: boolean) => {
    if (!ledger.takeCommitted(delivery.fingerprint)) return underway.join(delivery, isPart);
    answers.accept(delivery);
    return true;
  };

  const takeUnreadable = (delivery: Delivery, raw: JsonObject) => {
    if (!isRepeat(delivery, false)) run(settle(unreadableTouch(delivery, raw)));
  };

  return {
    take(pdu, session) {
      const delivery = { pdu, fingerprint: fingerprintOf(pdu), session };
      const kind = (pdu.numbers.esm_class ?? 0) & KIND_MASK;
      if (kind === RECEIPT) return run(takeReceipt(delivery));
      if (kind === INTERMEDIATE_NOTIFICATION) return answers.accept(delivery);
      if (!hasFittingAddresses(pdu)) return takeUnreadable(delivery, describePdu(pdu, bodyOf(pdu)));
      const body = readSms(pdu);
      const part = body?.part ?? null;
      if (isRepeat(delivery, part !== null)) return;
      if (body && part) assembler.add(delivery, part, body.bytes);
      else run(settle(singleTouch(delivery, body?.bytes)));
    },
    takeUnreadable(header, frame, session) {
      const pdu = { ...header, words: {}, numbers: {}, shortMessage: frame, tlvs: new Map() };
      const delivery = { pdu, fingerprint: hash('pdu', frame.subarray(HEADER_LENGTH)), session };
      takeUnreadable(delivery, { pdu: frame.toString('hex') });
    },
    bound() {
      ledger.bound();
      assembler.bound();
    },
    closed(session) {
      answers.closed(session);
      assembler.closed(session);
    },
    async stop() {
      assembler.clear();
      const patience = new AbortController();
      const late = sleep(STOP_MS, undefined, { signal: patience.signal }).catch(() => undefined);
      await Promise.race([Promise.allSettled(running), late]);
      patience.abort();
    },
  };
}
