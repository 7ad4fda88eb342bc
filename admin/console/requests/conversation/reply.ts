import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { cleanText } from '../../../../core/contact/cleanText.ts';
import { Invalid } from '../../../../core/errors.ts';
import { renderNotice } from '../../../../core/notification/texts.ts';
import type { RequestView } from '../../../../core/service-request/readRequests.ts';
import type { Reach } from '../loadReach.ts';

/** Characters; the same limit as core's. */
export const LONGEST_REPLY = 4000;

/** What is in the reply form. */
export interface ReplyState {
  /** The reply's id: the form sent twice is one reply. */
  id: string;
  kind: 'reply' | 'question';
  text: string;
  /** Files were chosen in it and are lost: a browser does not choose again by itself. */
  filesLost?: boolean;
}

/** An empty form. */
export function newReply(): ReplyState {
  return { id: randomUUID(), kind: 'reply', text: '' };
}

/** How a text goes out. */
export interface Parts {
  count: number;
  /** Characters, the heading the house puts before it included. */
  length: number;
}

const formSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['reply', 'question']).catch('reply'),
  // Browsers send line ends as two characters, and a carrier bills both.
  text: z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n')),
});

/** Reads the reply form. @throws {Invalid} where its hidden id was tampered with. */
export function readReply(body: Record<string, unknown>): ReplyState {
  const parsed = formSchema.safeParse(body);
  if (!parsed.success) throw new Invalid('id', 'is not a form of this house');
  return parsed.data;
}

/** Counts the parts the notice of a reply goes out in, as its channel words and counts it. */
export function countParts(
  request: Pick<RequestView, 'number' | 'language'>,
  { outbound, wordings }: Reach,
  { kind, text }: Pick<ReplyState, 'kind' | 'text'>,
): Parts {
  if (!outbound) return { count: 0, length: 0 };
  const params = { number: request.number, text: cleanText(text).trim() };
  const notice = { template: kind, language: request.language, params, choices: [] };
  const whole = renderNotice(notice, outbound, wordings[kind]);
  return { count: outbound.countSegments?.(whole) ?? 1, length: whole.length };
}
