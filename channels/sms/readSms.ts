import { z } from 'zod';
import type { InboundContact } from '../../core/channel.ts';
import { optionalWord, requiredWord } from '../edge/words.ts';
import type { Parameters } from './readParameters.ts';

/** What a gateway leaves empty when the sender hides his number: many people, no conversation. */
const HIDDEN = 'anonymous';

const schema = z.object({
  id: requiredWord,
  from: requiredWord,
  to: optionalWord,
  text: z.string(),
  charset: optionalWord,
  smsc: optionalWord,
});

/**
 * Normalises one mobile-originated message.
 * @param parameters what the gateway sent.
 * @param occurredAt when we got it; Kannel's own time is not among the parameters.
 * @returns the contact. Its thread is the sender, so that all messages of one number are one conversation.
 * @throws {ZodError} naming `id`, `from` or `text` when it is missing.
 */
export function readSms(parameters: Parameters, occurredAt: Date): InboundContact {
  const sms = schema.parse({
    id: parameters.text('id'),
    from: parameters.text('from') === '' ? HIDDEN : restorePlus(parameters.text('from')),
    to: restorePlus(parameters.text('to')),
    text: parameters.text('text', parameters.text('charset')),
    charset: parameters.text('charset'),
    smsc: parameters.text('smsc'),
  });
  const number = /\p{L}/u.test(sms.from) ? null : sms.from.replace(/(?!^\+)\D/g, '');
  return {
    account: sms.smsc ?? 'default',
    externalId: sms.id,
    kind: 'message',
    thread: sms.from === HIDDEN ? null : number || sms.from,
    address: number || null,
    sender: sms.from,
    senderShared: false,
    serviceId: null,
    queue: sms.to,
    text: sms.text === '' ? null : sms.text,
    occurredAt,
    raw: { ...sms },
  };
}

/** A gateway that does not encode its `+` sends a space in its place. */
function restorePlus(number: string | undefined): string | undefined {
  return number?.replace(/^ (?=\d)/, '+');
}
