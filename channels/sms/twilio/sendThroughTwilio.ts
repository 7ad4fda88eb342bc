import { z } from 'zod';
import type { OutboundMessage } from '../../../core/channel.ts';
import { Refused } from '../../../core/errors.ts';
import { askProvider, comeBackLater, isRefusal, SEND_TIMEOUT_MS } from '../httpSend.ts';

const PROVIDER = 'Twilio';

/** The sender's queue at Twilio is full: nothing is wrong with this message. */
const QUEUE_FULL = 21611;

/** A Twilio account we send through. */
export interface TwilioSender {
  /** `https://api.twilio.com`, or what stands in for it; no trailing slash. */
  apiRoot: string;
  accountSid: string;
  authToken: string;
  /** A number, a short code, a sender's name, or a Messaging Service (`MG…`). */
  from: string;
  /** Our route for status callbacks, as Twilio reaches it. */
  statusUrl: string;
  /** How long to wait for an answer; 10 s unless told. */
  timeoutMs?: number;
}

/** A number of ours, as Twilio writes it: an answer leaves from the number the person wrote to. */
export const TWILIO_NUMBER = /^\+\d{5,15}$/;

const taken = z.object({ sid: z.string().min(1) });
const refused = z.object({ code: z.number() });

/**
 * Sends one SMS through Twilio and asks for its status callbacks. Twilio has no idempotency key: a message whose
 * answer was lost is sent again.
 * @returns Twilio's id, `SM…`.
 * @throws {Refused} on 4xx; its detail holds Twilio's error code (21610 unsubscribed, 21211 no such number).
 * @throws {NoAnswer} on 401, 403, 404, 408, 429, 5xx, anything unexpected, no connection, or nothing in time.
 * @see https://www.twilio.com/docs/messaging/api/message-resource#create-a-message
 */
export async function sendThroughTwilio(
  twilio: TwilioSender,
  message: OutboundMessage,
): Promise<{ providerId: string | null }> {
  const { apiRoot, accountSid, authToken, timeoutMs = SEND_TIMEOUT_MS } = twilio;
  const url = `${apiRoot}/2010-04-01/Accounts/${accountSid}/Messages.json`;
  const credentials = Buffer.from(`${accountSid}:${authToken}`, 'utf8').toString('base64');
  const init = {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, accept: 'application/json' },
    body: messageForm(twilio, message),
  };
  const { status, headers, text } = await askProvider(PROVIDER, url, init, timeoutMs);
  if (status >= 200 && status < 300) return { providerId: readAnswer(taken, text)?.sid ?? null };
  const code = readAnswer(refused, text)?.code;
  if (!isRefusal(status) || code === QUEUE_FULL) throw comeBackLater(PROVIDER, status, headers);
  const detail = code === undefined ? undefined : `Twilio error ${code}`;
  throw new Refused('sms.refused', `Twilio answered ${status}`, { status, detail });
}

function messageForm({ from, statusUrl }: TwilioSender, message: OutboundMessage): URLSearchParams {
  const own = message.account !== null && TWILIO_NUMBER.test(message.account) ? message.account : from;
  return new URLSearchParams({
    To: message.address,
    [own.startsWith('MG') ? 'MessagingServiceSid' : 'From']: own,
    Body: message.text,
    StatusCallback: `${statusUrl}?${new URLSearchParams({ id: message.id })}`,
  });
}

/** Undefined where a body is not what Twilio sends: its status counts all the same. */
function readAnswer<Output>(schema: z.ZodType<Output>, text: string): Output | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
