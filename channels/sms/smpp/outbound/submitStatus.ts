import { NoAnswer, Refused } from '../../../../core/errors.ts';
import { describeStatus, STATUS } from '../pdu/status.ts';

/** It is too much for the SMSC just now. */
const TOO_MUCH: readonly number[] = [STATUS.THROTTLED, STATUS.QUEUE_FULL, STATUS.SYSTEM_ERROR];

/**
 * What is wrong with this one message: its length 0x01, its destination 0x0B 0x50 0x51, its coding 0x0104, or the
 * SMSC's permanent refusal of it 0x65 0x66 0x0101. All else speaks of haste, of our settings (0x0A: our sender), or in
 * words of the vendor's own, and may be mended.
 */
const FINAL: readonly number[] = [0x01, 0x0b, 0x50, 0x51, 0x65, 0x66, 0x0101, 0x0104];

/** How long to let an SMSC alone that says it is too much. */
export const BACK_OFF_MS = 1_000;

/** Whether the whole link should slow down. */
export function isTooMuch(status: number): boolean {
  return TOO_MUCH.includes(status);
}

/** @returns what a submit_sm_resp of this status, not 0, means for the message. */
export function submitError(status: number): NoAnswer | Refused {
  const message = `The SMSC answered ${describeStatus(status)}`;
  if (FINAL.includes(status)) return new Refused('sms.refused', message);
  return new NoAnswer('sms.no-answer', message, {
    retryAfterMs: isTooMuch(status) ? BACK_OFF_MS : undefined,
  });
}
