import type { Actor } from '../access/actor.ts';
import type { Db, Trx } from '../db/db.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import type { Priority } from '../incident/priority.ts';
import { requireService } from '../service-request/requireKnown.ts';
import { requireManager } from '../setting/requireManager.ts';
import { tellChange } from '../setting/setting.ts';
import { requireCalendar } from './calendar.ts';
import type { SlaPromise } from './policy.ts';

/** Which policy: of a service, or of every service that has none of its own, for one priority. */
export interface PolicyKey {
  serviceId: string | null;
  priority: Priority;
}

/** A year. */
const LONGEST_MINUTES = 525_600;

/**
 * Sets what is promised for a service and priority. It holds for incidents opened, and for those whose priority
 * changes, from now on; the others keep the terms they have.
 * @param change.calendarId null: the work group's calendar.
 * @param change.baseVersion of the policy the change was made from; 0: there was none.
 * @throws {Forbidden}, {@link Invalid} naming `serviceId`, `resolveMinutes`, `answerMinutes`, `warnPercent` or
 *   `calendarId`, {@link Conflict} when somebody has changed it meanwhile.
 */
export async function savePolicy(
  db: Db,
  actor: Actor,
  change: PolicyKey & SlaPromise & { calendarId: string | null; baseVersion: number },
): Promise<void> {
  requireManager(actor);
  await check(db, change);
  const { serviceId, priority, baseVersion } = change;
  const values = {
    answer_minutes: change.answerMinutes,
    resolve_minutes: change.resolveMinutes,
    warn_percent: change.warnPercent,
    calendar_id: change.calendarId,
    version: baseVersion + 1,
    updated_at: new Date(),
    updated_by: actor.id,
  };
  await db.transaction().execute(async (trx) => {
    await requireCalendar(trx, change.calendarId);
    const saved =
      baseVersion === 0
        ? await trx
            .insertInto('sla_policy')
            .values({ service_id: serviceId, priority, ...values })
            .onConflict((conflict) => conflict.columns(['service_id', 'priority']).doNothing())
            .returning('id')
            .executeTakeFirst()
        : await trx
            .updateTable('sla_policy')
            .set(values)
            .where('service_id', 'is not distinct from', serviceId)
            .where('priority', '=', priority)
            .where('version', '=', baseVersion)
            .returning('id')
            .executeTakeFirst();
    if (!saved) throw changedMeanwhile();
    await tellPolicy(trx, actor, change);
  });
}

/**
 * Takes away a service's own policy: what holds for every service holds for it again.
 * @throws {Forbidden}, {@link Invalid} naming `serviceId` where none is given, {@link NotFound}, {@link Conflict}.
 */
export async function removePolicy(
  db: Db,
  actor: Actor,
  change: PolicyKey & { baseVersion: number },
): Promise<void> {
  requireManager(actor);
  const { serviceId, priority } = change;
  if (serviceId === null) throw new Invalid('serviceId', 'what holds for every service stays');
  await db.transaction().execute(async (trx) => {
    const policy = await trx
      .selectFrom('sla_policy')
      .select('version')
      .where('service_id', '=', serviceId)
      .where('priority', '=', priority)
      .forUpdate()
      .executeTakeFirst();
    if (!policy) throw new NotFound('sla.not_found', 'There is no such policy');
    if (policy.version !== change.baseVersion) throw changedMeanwhile();
    await trx
      .deleteFrom('sla_policy')
      .where('service_id', '=', serviceId)
      .where('priority', '=', priority)
      .execute();
    await tellPolicy(trx, actor, change);
  });
}

function changedMeanwhile(): Conflict {
  return new Conflict('setting.changed', 'Somebody else has changed it meanwhile');
}

async function tellPolicy(trx: Trx, actor: Actor, { serviceId, priority }: PolicyKey): Promise<void> {
  await tellChange(trx, actor, `sla:${serviceId ?? '*'}:${priority}`);
}

async function check(db: Db, policy: PolicyKey & SlaPromise): Promise<void> {
  const { serviceId, answerMinutes, resolveMinutes, warnPercent } = policy;
  if (serviceId !== null) await requireService(db, serviceId);
  if (!isWithin(resolveMinutes, 1, LONGEST_MINUTES))
    throw new Invalid('resolveMinutes', `must be a whole number from 1 to ${LONGEST_MINUTES}`);
  if (answerMinutes !== null && !isWithin(answerMinutes, 1, resolveMinutes))
    throw new Invalid('answerMinutes', 'must be a whole number, not longer than the whole term');
  if (!isWithin(warnPercent, 1, 99)) throw new Invalid('warnPercent', 'must be a whole number from 1 to 99');
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
