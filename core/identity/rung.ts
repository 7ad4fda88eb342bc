/**
 * How well a sender is known, lowest first. A number a PBX shows can be forged with any SIP client; the sender of an
 * SMS is what the networks carried; a contact shared in Telegram is the number Telegram itself verified; a match is
 * what the operator's own systems or an agent vouch for.
 */
export const RUNGS = ['UNKNOWN', 'CALLER_ID', 'SMS_SENDER', 'SHARED_CONTACT', 'CUSTOMER_MATCH'] as const;
export type Rung = (typeof RUNGS)[number];

/** @returns whether `rung` is `floor` or above it. */
export function reaches(rung: Rung, floor: Rung): boolean {
  return RUNGS.indexOf(rung) >= RUNGS.indexOf(floor);
}

/** @returns the highest of the rungs given; UNKNOWN for none. */
export function highest(...rungs: Rung[]): Rung {
  return rungs.reduce((best, rung) => (reaches(rung, best) ? rung : best), 'UNKNOWN');
}
