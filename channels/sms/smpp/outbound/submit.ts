import type { OutboundMessage } from '../../../../core/channel.ts';
import { NoAnswer } from '../../../../core/errors.ts';
import { canonicalId } from '../canonicalId.ts';
import { STATUS } from '../pdu/status.ts';
import type { Bound } from '../session/keepBound.ts';
import type { SmppLinkSettings } from '../settings.ts';
import { destinationOf, sourceOf } from './addresses.ts';
import { type EncodedPart, encodeParts } from './encodeParts.ts';
import type { Pace } from './pace.ts';
import { BACK_OFF_MS, isTooMuch, submitError } from './submitStatus.ts';

/** A link that is just coming back is waited for. */
const BIND_PATIENCE_MS = 2_000;
const FINAL_RECEIPT = 1;

/**
 * Sends one message, a long one in parts, one after another. SMPP knows no idempotency key: a message whose answer is
 * lost may reach the person twice, and when a later part fails, the next try sends all of them again.
 * @returns the id of the last part, the one a receipt is asked for.
 * @throws {Refused} when the SMSC will never take it.
 * @throws {NoAnswer} when it is busy or away, or does not answer in time.
 */
export async function submit(
  message: OutboundMessage,
  link: { settings: SmppLinkSettings; bound: Bound; pace: Pace },
): Promise<{ providerId: string | null }> {
  const addresses = { ...sourceOf(link.settings), ...destinationOf(message.address) };
  const parts = encodeParts(message.text, message.id);
  let providerId: string | null = null;
  for (const [index, part] of parts.entries()) {
    const registered_delivery = index === parts.length - 1 ? FINAL_RECEIPT : 0;
    providerId = await submitPart({ ...addresses, ...part, registered_delivery }, link);
  }
  return { providerId };
}

async function submitPart(
  fields: EncodedPart & Record<string, unknown>,
  { settings, bound, pace }: Parameters<typeof submit>[1],
): Promise<string | null> {
  if (!(await bound.session(BIND_PATIENCE_MS))) throw notBound();
  const leave = await pace.enter();
  try {
    const session = await bound.session(0);
    if (!session) throw notBound();
    const { status, words } = await session.request('submit_sm', fields);
    if (isTooMuch(status)) pace.pause(BACK_OFF_MS);
    if (status !== STATUS.OK) throw submitError(status);
    return words.message_id ? canonicalId(words.message_id, 'response', settings.receiptIds) : null;
  } finally {
    leave();
  }
}

function notBound(): NoAnswer {
  return new NoAnswer('sms.no-answer', 'The SMPP link is not bound');
}
