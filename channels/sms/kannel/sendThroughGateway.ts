import type { OutboundMessage } from '../../../core/channel.ts';
import { Refused } from '../../../core/errors.ts';
import { askProvider, comeBackLater, isRefusal, SEND_TIMEOUT_MS } from '../httpSend.ts';
import { isGsm7 } from '../text/gsm7.ts';
import { RECEIPT_MASK, receiptUrl } from './receipts.ts';

const PROVIDER = 'The SMS gateway';

/** Kannel's 400 where neither it nor the URL has a `from`: nothing is wrong with this message. */
const NO_SENDER = /^Sender missing/;

/** A gateway that takes what Kannel's `sendsms` takes. */
export interface Gateway {
  /** User name, password and `from` may stand in its query. */
  url: string;
  /** Its secret. */
  token: string;
  /** Our route for receipts, as the gateway reaches it. */
  receiptsUrl: string;
  /** How long to wait for an answer; 10 s unless told. */
  timeoutMs?: number;
}

/**
 * Sends one SMS through Kannel's `sendsms` and asks for its receipt. The account, a link of Kannel's, goes along as
 * `smsc`: Kannel answers by that link where its group names itself as `preferred-smsc-id`.
 * @param message our message. Its id goes along as `Idempotency-Key`; Kannel itself does not look at it.
 * @returns no provider id: Kannel gives none, and its receipt names ours.
 * @throws {Refused} on 4xx.
 * @throws {NoAnswer} on 401, 403, 404, 408, 429, 5xx, a missing `from`, anything unexpected, no connection, or
 * nothing in time.
 * @see https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html
 */
export async function sendThroughGateway(
  gateway: Gateway,
  message: OutboundMessage,
): Promise<{ providerId: string | null }> {
  const init = { headers: { 'idempotency-key': message.id } };
  const timeoutMs = gateway.timeoutMs ?? SEND_TIMEOUT_MS;
  const { status, headers, text } = await askProvider(
    PROVIDER,
    sendsmsUrl(gateway, message),
    init,
    timeoutMs,
  );
  if (status === 200 || status === 202) return { providerId: null };
  if (!isRefusal(status) || NO_SENDER.test(text)) throw comeBackLater(PROVIDER, status, headers);
  throw new Refused('sms.refused', `${PROVIDER} answered ${status}`, { status });
}

function sendsmsUrl({ url, token, receiptsUrl }: Gateway, message: OutboundMessage): URL {
  const target = new URL(url);
  target.searchParams.set('to', message.address);
  target.searchParams.set('text', message.text);
  target.searchParams.set('charset', 'UTF-8');
  target.searchParams.set('coding', isGsm7(message.text) ? '0' : '2');
  target.searchParams.set('dlr-mask', String(RECEIPT_MASK));
  target.searchParams.set('dlr-url', receiptUrl(receiptsUrl, token, message.id));
  if (message.account && message.account !== 'default') target.searchParams.set('smsc', message.account);
  return target;
}
