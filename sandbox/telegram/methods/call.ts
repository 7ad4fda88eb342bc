import type { Context } from 'hono';
import type { Hub } from '../hub.ts';

/** One call of a Bot API method. */
export interface Call {
  c: Context;
  botId: number;
  /** The parameters; structured ones may still be JSON text. */
  input: Record<string, unknown>;
  hub: Hub;
}

/** Does the call and answers in the Bot API's form. */
export type Method = (call: Call) => Response | Promise<Response>;

/** The chat a call names, as text; '' where it names none. */
export function chatIdOf(input: Call['input']): string {
  return typeof input.chat_id === 'string' || typeof input.chat_id === 'number'
    ? String(input.chat_id).trim()
    : '';
}

/** A whole number, which a form gives as text. Undefined where it is none. */
export function integerOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** Whether a flag is set, which a form gives as text. */
export function isSet(value: unknown): boolean {
  return value === true || value === 'true' || value === 'True' || value === 1 || value === '1';
}
