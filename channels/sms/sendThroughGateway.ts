import type { OutboundMessage } from '../../core/channel.ts';
import { NoAnswer, Refused } from '../../core/errors.ts';
import { isGsm7 } from './gsm7.ts';

const TIMEOUT_MS = 10_000;

/** 4xx that speak of our settings or of haste, not of this message. */
const TRY_AGAIN = [401, 403, 404, 405, 407, 408, 429];

/**
 * Sends one SMS through Kannel's `sendsms`, or a gateway that takes the same parameters. `from` is left to the
 * gateway: our account is a link, not a number.
 * @param url the gateway's URL; user name and password may stand in its query.
 * @param message our message. Its id goes along as `Idempotency-Key`.
 * @param timeoutMs how long to wait for an answer; 10 s unless told.
 * @returns no provider id: Kannel gives none.
 * @throws {Refused} on 4xx.
 * @throws {NoAnswer} on 429, 408, 5xx, anything unexpected, no connection, or nothing in time.
 * @see https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html
 */
export async function sendThroughGateway(
  url: string,
  message: OutboundMessage,
  timeoutMs = TIMEOUT_MS,
): Promise<{ providerId: string | null }> {
  const target = new URL(url);
  target.searchParams.set('to', message.address);
  target.searchParams.set('text', message.text);
  target.searchParams.set('charset', 'UTF-8');
  target.searchParams.set('coding', isGsm7(message.text) ? '0' : '2');
  const response = await request(target, message.id, timeoutMs);
  await response.body?.cancel();

  const { status } = response;
  if (status === 200 || status === 202) return { providerId: null };
  if (status >= 400 && status < 500 && !TRY_AGAIN.includes(status)) {
    throw new Refused('sms.refused', `The SMS gateway answered ${status}`, { status });
  }
  throw new NoAnswer('sms.no-answer', `The SMS gateway answered ${status}`, {
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
  });
}

async function request(target: URL, idempotencyKey: string, timeoutMs: number): Promise<Response> {
  try {
    return await fetch(target, {
      headers: { 'idempotency-key': idempotencyKey },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw new NoAnswer('sms.no-answer', `The SMS gateway gave no answer (${reason(error)})`);
  }
}

/** A word for the log. The error itself may quote the URL, and with it the password, the number and the text. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.name;
}

function retryAfterMs(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}
