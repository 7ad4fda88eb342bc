import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import { afterCursor, exactTime, type Page, type PageRequest, toPage } from '../paging.ts';
import type { PhoneKind } from '../phone.ts';
import { requireManager } from '../setting/requireManager.ts';

export const PUT_ASIDE = ['QUARANTINED', 'DROPPED'] as const;
export type PutAsideState = (typeof PUT_ASIDE)[number];

/** A contact that is not being worked: it could not be, or a person decided so. */
export interface PutAside {
  id: string;
  channel: string;
  account: string;
  externalId: string;
  kind: 'call' | 'message' | 'event';
  state: PutAsideState;
  /** Machine word for why it could not be worked. */
  reason: string | null;
  attempts: number;
  sender: string | null;
  phone: string | null;
  phoneKind: PhoneKind;
  text: string | null;
  choice: string | null;
  receivedAt: Date;
  droppedAt: Date | null;
  /** User id or client id. */
  droppedBy: string | null;
  droppedByName: string | null;
  dropReason: string | null;
}

/** Contacts put aside, newest first. @throws {Forbidden}, {@link Invalid} on a foreign cursor. */
export async function listPutAside(
  db: Db,
  actor: Actor,
  filter: { state: PutAsideState; channel?: string | undefined },
  page: PageRequest,
): Promise<Page<PutAside>> {
  requireManager(actor);
  let query = putAsideQuery(db)
    .where('c.state', '=', filter.state)
    .where(afterCursor(page.cursor, 'c.received_at', 'c.id'));
  if (filter.channel !== undefined) query = query.where('c.channel', '=', filter.channel);
  const rows = await query
    .orderBy('c.received_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit, (row) => ({ at: row.exact, id: row.id }), toItem);
}

/** One contact put aside, with all it came with. @throws {Forbidden}, {@link NotFound} */
export async function getPutAside(db: Db, actor: Actor, id: string): Promise<PutAside & { raw: unknown }> {
  requireManager(actor);
  const row = await putAsideQuery(db)
    .select('c.raw')
    .where('c.id', '=', id)
    .where('c.state', 'in', PUT_ASIDE)
    .executeTakeFirst();
  if (!row) throw new NotFound('contact.not_found', 'There is no such contact');
  const { raw, ...item } = row;
  return { ...toItem(item), raw };
}

function putAsideQuery(db: Db) {
  return db
    .selectFrom('contact as c')
    .leftJoin('user_account as u', 'u.id', 'c.dropped_by')
    .select([
      'c.id',
      'c.channel',
      'c.account',
      'c.external_id as externalId',
      'c.kind',
      'c.state',
      'c.last_error as reason',
      'c.attempts',
      'c.sender',
      'c.phone',
      'c.phone_kind as phoneKind',
      'c.text',
      'c.choice',
      'c.received_at as receivedAt',
      'c.dropped_at as droppedAt',
      'c.dropped_by as droppedBy',
      'u.name as droppedByName',
      'c.drop_reason as dropReason',
      exactTime('c.received_at').as('exact'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof putAsideQuery>['executeTakeFirstOrThrow']>>;

function toItem({ exact, state, ...row }: Row): PutAside {
  return { ...row, state: state === 'DROPPED' ? state : 'QUARANTINED' };
}
