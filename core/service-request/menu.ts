import type { Db } from '../db/db.ts';

/** `2`, `2.`, `2)`, `№2`: a number and nothing else. */
const NUMBER = /^\s*(?:№|#)?\s*(\d{1,2})\s*[.)]?\s*$/;

/** Where a menu may have been asked, and what came back. */
export interface MenuAnswer {
  channel: string;
  account: string;
  thread: string | null;
  text: string | null;
}

/**
 * Reads an answer to the numbered menu that the thread's open request was asked with.
 * @returns the service chosen, or null where no menu is open or the text is no number of it.
 */
export async function readMenu(db: Db, answer: MenuAnswer): Promise<string | null> {
  // A burst's words stand in lines: "2" and "thank you" after it.
  const numbers = (answer.text ?? '').split('\n').map((line) => NUMBER.exec(line)?.[1]);
  const number = numbers.findLast((each) => each !== undefined);
  if (number === undefined || answer.thread === null) return null;
  const request = await db
    .selectFrom('servicerequest')
    .select('menu')
    .where('channel', '=', answer.channel)
    .where('account', '=', answer.account)
    .where('thread', '=', answer.thread)
    .where('status', '=', 'TRIAGE')
    .where('service_id', 'is', null)
    .executeTakeFirst();
  return request?.menu?.[Number(number) - 1] ?? null;
}
