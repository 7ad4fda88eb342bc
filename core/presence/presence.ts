import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleIncidents, visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import { sendSignal } from '../live/signals.ts';

/** A person who has a card open. */
export interface PresentPerson {
  id: string;
  name: string;
}

/** One open page of one person. */
export interface OpenCard {
  /** `request:<id>` or `incident:<id>`. */
  subject: string;
  /** What the page calls itself, the same as long as it is open: a person may have a card open twice. */
  tab: string;
}

/**
 * A page that says nothing for so long is closed, or its machine is. Pages speak every 20 s, hidden ones once a minute
 * at the worst. Seconds.
 */
const EXPIRES_SECONDS = 75;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Says that an actor has a card open, again and again while he has. Whoever else has it open is told when he comes.
 * @throws {NotFound} when there is no such card or he may not see it.
 */
export async function keepPresent(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  { subject, tab }: OpenCard,
): Promise<void> {
  await requireVisible(ctx.db, actor, subject);
  await ctx.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ came: boolean }>`
      with absent as (
        -- What pages left behind that never said they were left; whose page speaks just now is no one's to forget.
        delete from presence where (subject, user_id, tab) in (
          select subject, user_id, tab from presence
          where seen_at < now() - make_interval(secs => ${EXPIRES_SECONDS})
            and (subject, user_id, tab) <> (${subject}, ${actor.id}, ${tab})
          for update skip locked)
      ), known as (
        select 1 from presence where subject = ${subject} and user_id = ${actor.id}
          and seen_at >= now() - make_interval(secs => ${EXPIRES_SECONDS})
      ), kept as (
        insert into presence (subject, user_id, tab) values (${subject}, ${actor.id}, ${tab})
        on conflict (subject, user_id, tab) do update set seen_at = now()
      )
      select not exists (select from known) as came`.execute(trx);
    if (rows[0]?.came) await sendSignal(trx, { kind: 'presence', subject });
  });
}

/** Says that a page of a card was left; that he has another one open still counts. */
export async function leaveCard(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  { subject, tab }: OpenCard,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom('presence')
      .where('subject', '=', subject)
      .where('user_id', '=', actor.id)
      .where('tab', '=', tab)
      .returning('tab')
      .executeTakeFirst();
    if (row) await sendSignal(trx, { kind: 'presence', subject });
  });
}

/**
 * Who else has a card open, by name.
 * @throws {NotFound} when there is no such card or the actor may not see it.
 */
export async function listPresent(db: Db, actor: Actor, subject: string): Promise<PresentPerson[]> {
  await requireVisible(db, actor, subject);
  return (await readPresent(db, subject)).filter((each) => each.id !== actor.id);
}

/** Everybody who has a card open. Whoever is told of it must be one of them. */
export async function readPresent(db: Db, subject: string): Promise<PresentPerson[]> {
  const { rows } = await sql<PresentPerson>`
    select u.id, u.name from user_account u
    where u.id in (
      select user_id from presence
      where subject = ${subject} and seen_at >= now() - make_interval(secs => ${EXPIRES_SECONDS}))
    order by u.name, u.id`.execute(db);
  return rows;
}

async function requireVisible(db: Db, actor: Actor, subject: string): Promise<void> {
  const [kind = '', id = ''] = subject.split(':');
  if (!UUID.test(id) || !(await isVisible(db, actor, kind, id)))
    throw new NotFound('card.not_found', 'There is no such card');
}

async function isVisible(db: Db, actor: Actor, kind: string, id: string): Promise<boolean> {
  if (kind === 'request') {
    const query = db.selectFrom('servicerequest as r').select('r.id').where('r.id', '=', id);
    return (await query.where(visibleRequests(actor, 'r')).executeTakeFirst()) !== undefined;
  }
  if (kind !== 'incident') return false;
  const query = db.selectFrom('incident as i').select('i.id').where('i.id', '=', id);
  return (await query.where(visibleIncidents(actor, 'i')).executeTakeFirst()) !== undefined;
}
