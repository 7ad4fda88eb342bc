import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import type { Trx } from '../db/db.ts';
import { isUniqueViolation } from '../db/isUniqueViolation.ts';
import { Conflict } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { requireService } from '../service-request/requireKnown.ts';
import { requireManager } from '../setting/requireManager.ts';
import { attachMatching, type Reach } from './attachMatching.ts';
import { checkDeclaration, checkSince, type Declaration } from './checkWords.ts';
import { getMassIncident } from './readMassIncidents.ts';

/**
 * Accepts a proposed mass incident: callers are told from now on, new requests attach to it, and so do the open ones
 * since the spike began.
 * @param change.baseVersion the version the supervisor saw.
 * @throws {NotFound} when the actor does not see it, {@link Forbidden} when he is no supervisor, {@link Invalid} naming
 *   `title`, `told` or `area`, {@link Conflict} when it is not a proposal any more, the area is not known
 *   (see `unknownArea`) or has one already.
 */
export async function openMassIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  change: Declaration & { id: string; baseVersion: number },
): Promise<void> {
  const { area: proposedArea } = await getMassIncident(ctx.db, actor, change.id);
  requireManager(actor);
  const words = await stored(ctx, { ...change, proposedArea });
  await inOnePlace(() =>
    ctx.db.transaction().execute(async (trx) => {
      const mass = await trx
        .updateTable('mass_incident')
        .set({
          ...words,
          state: 'OPEN',
          opened_at: new Date(),
          opened_by: actor.id,
          version: change.baseVersion + 1,
        })
        .where('id', '=', change.id)
        .where('state', '=', 'PROPOSED')
        .where('version', '=', change.baseVersion)
        .returning(['id', 'number', 'service_id as serviceId', 'area', 'began_at as beganAt'])
        .executeTakeFirst();
      if (!mass) throw new Conflict('massincident.moved', 'Somebody else has decided on it meanwhile');
      await tellOpened(trx, actor, mass);
    }),
  );
}

/**
 * Declares a mass incident that no spike has shown (yet): planned work, a report from the network.
 * @param change.sinceMinutes how long ago it began: open requests since then belong to it; 15 unless given.
 * @returns its id.
 * @throws {Forbidden}, {@link Invalid} naming `serviceId`, `title`, `told`, `area` or `sinceMinutes`, {@link Conflict}
 *   when the area is not known (see `unknownArea`), or the service has one there already, proposed or open.
 */
export async function declareMassIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  change: Declaration & { serviceId: string; sinceMinutes?: number | undefined },
): Promise<string> {
  requireManager(actor);
  await requireService(ctx.db, change.serviceId);
  const words = await stored(ctx, change);
  const beganAt = checkSince(change.sinceMinutes);
  return inOnePlace(() =>
    ctx.db.transaction().execute(async (trx) => {
      const mass = await trx
        .insertInto('mass_incident')
        .values({
          id: uuid(),
          service_id: change.serviceId,
          ...words,
          state: 'OPEN',
          began_at: beganAt,
          opened_at: new Date(),
          opened_by: actor.id,
        })
        .returning(['id', 'number', 'service_id as serviceId', 'area', 'began_at as beganAt'])
        .executeTakeFirstOrThrow();
      await tellOpened(trx, actor, mass);
      return mass.id;
    }),
  );
}

async function stored({ db }: Pick<HouseContext, 'db'>, declaration: Declaration) {
  const { title, told, area } = await checkDeclaration(db, declaration);
  return { title, told: JSON.stringify(told), area };
}

async function tellOpened(trx: Trx, actor: Actor, mass: Reach): Promise<void> {
  await appendEvents(trx, [
    {
      type: 'massincident.opened',
      subject: `massincident:${mass.id}`,
      actor: actor.id,
      data: { massIncidentId: mass.id, number: mass.number, serviceId: mass.serviceId },
    },
  ]);
  await attachMatching(trx, mass, actor.id);
}

/** A service has one mass incident at a time for the same area. */
async function inOnePlace<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Conflict('massincident.active', 'This service has a mass incident there already', {
      cause: error,
    });
  }
}
