import { z } from 'zod';
import type { InboundContact } from '../../../core/channel.ts';
import { optionalWord, requiredWord } from '../../edge/words.ts';
import { describeSender, senderWord } from '../sender.ts';
import type { Parameters } from './readParameters.ts';

const schema = z.object({
  id: requiredWord,
  from: senderWord,
  to: optionalWord,
  text: z.string(),
  charset: optionalWord,
  smsc: optionalWord,
});

/**
 * Normalises one mobile-originated message.
 * @param parameters what the gateway sent; an empty `from` is a hidden number.
 * @param occurredAt when we got it; Kannel's own time is not among the parameters.
 * @returns the contact. Its account is the SMSC link it came by.
 * @throws {ZodError} naming `id`, `from` or `text` when it is missing.
 */
export function readSms(parameters: Parameters, occurredAt: Date): InboundContact {
  const sms = schema.parse({
    id: parameters.text('id'),
    from: restorePlus(parameters.text('from')),
    to: restorePlus(parameters.text('to')),
    text: parameters.text('text', parameters.text('charset')),
    charset: parameters.text('charset'),
    smsc: parameters.text('smsc'),
  });
  return {
    account: sms.smsc ?? 'default',
    externalId: sms.id,
    kind: 'message',
    ...describeSender(sms.from),
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
