import type { Db } from '../db/db.ts';
import { listTimeline } from '../events.ts';
import { rememberingOutbound } from '../house.fixture.ts';
import { planNotices } from './planNotices.ts';

/** Plans the notices of a request's events in a house that can only mail, twice over. @returns what was planned. */
export async function planMails(db: Db, requestId: string, order: 'address' | 'template') {
  const events = await listTimeline(db, requestId);
  const policy = {
    senders: new Map([['email', rememberingOutbound({ choices: 'none' as const })]]),
    fallback: [],
    disclosureRung: 'SHARED_CONTACT' as const,
    quietHours: undefined,
    timeZone: 'Europe/Moscow',
  };
  for (let reading = 0; reading < 2; reading += 1) {
    await db.transaction().execute((trx) => planNotices(trx, events, policy));
  }
  return db
    .selectFrom('notification')
    .select(['recipient', 'address', 'template', 'params'])
    .where('servicerequest_id', '=', requestId)
    .orderBy(order)
    .execute();
}
