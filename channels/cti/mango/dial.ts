import { z } from 'zod';
import type { DialOrder } from '../../../core/channel.ts';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import type { MangoSettings } from './routes.ts';
import { sign } from './signature.ts';

const TIMEOUT_MS = 10_000;

/** 4xx that speak of our settings or of haste, not of this call. */
const TRY_AGAIN = [401, 403, 404, 405, 407, 408, 425, 429];
const DONE = 1000;

const answerSchema = z.object({ result: z.coerce.number() });

/**
 * Has Mango Office ring the agent, then the customer.
 * @param order its id becomes their `command_id`.
 * @param timeoutMs how long to wait for an answer; 10 s unless told.
 * @throws {Refused} when they say no to this call.
 * @throws {NoAnswer} on 5xx, 429, a fault of theirs, settings they do not take, no connection, nothing in time.
 * @see https://www.mango-office.ru/upload/api/MangoOffice_VPBX_API_v1.9.pdf §3.2.1
 */
export async function dialThroughMango(
  settings: MangoSettings,
  order: DialOrder,
  timeoutMs = TIMEOUT_MS,
): Promise<void> {
  const json = JSON.stringify({
    command_id: order.id,
    from: { extension: order.extension },
    to_number: order.phone.replace(/^\+/, ''),
  });
  const form = new URLSearchParams({ vpbx_api_key: settings.apiKey, sign: sign(settings, json), json });
  const { status, body } = await post(`${settings.root}/vpbx/commands/callback`, form, timeoutMs);
  if (status >= 400 && status < 500 && !TRY_AGAIN.includes(status)) {
    throw new Refused('mango.refused', `Mango Office answered ${status}`, { status });
  }
  if (status < 200 || status >= 300) throw new NoAnswer('mango.no-answer', `Mango Office answered ${status}`);
  const result = answerSchema.safeParse(body).data?.result ?? DONE;
  if (result === DONE) return;
  // 5xxx: their own trouble. All others speak of the account, the numbers or the agent.
  if (result >= 5000) throw new NoAnswer('mango.no-answer', `Mango Office ended the command with ${result}`);
  throw new Refused('mango.refused', `Mango Office ended the command with ${result}`);
}

async function post(url: string, form: URLSearchParams, timeoutMs: number) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: parse(await response.text()) };
  } catch (error) {
    // The error itself may quote the form, and with it the number.
    const reason = error instanceof Error ? error.name : 'unknown';
    throw new NoAnswer('mango.no-answer', `Mango Office gave no answer (${reason})`);
  }
}

/** Their answer is JSON; where it is not, the status alone speaks. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
