import type { Actor } from '../access/actor.ts';
import { requireMover } from '../access/requireMover.ts';
import { cleanText } from '../contact/cleanText.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { Conflict, Invalid } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { readVisibleIncident } from './readVisibleIncident.ts';

/** To whom an incident goes: one supporter, or a work group, which gives it to one of its own. */
export type TransferTarget = { assigneeId: string } | { workGroupId: string };

/** A transfer as it is asked for. */
export interface Transfer {
  incidentId: string;
  to: TransferTarget;
  /** For whoever gets it; at most 500 characters. */
  note?: string | undefined;
  /** The assignee the actor saw, null for nobody; a page that has grown stale transfers nothing. */
  fromAssignee?: string | null | undefined;
  /** The work group the actor saw, null for none: likewise. */
  fromGroup?: string | null | undefined;
}

type Needs = Pick<HouseContext, 'db' | 'agentLoads'>;

const LONGEST_NOTE = 500;

/**
 * Hands an incident over. Whoever gets it has the right to move and close it from then on. A work group gives it to
 * its least loaded agent, but not back to whom it came from; one that assigns by hand leaves it to be taken.
 * @throws {NotFound} when the actor does not see it; {@link Forbidden} when it is not his to give; {@link Invalid}
 *   naming `assigneeId`, `workGroupId` or `note`; {@link Conflict} when it is closed, or somebody else handed it over
 *   or closed it meanwhile.
 */
export async function transferIncident(ctx: Needs, actor: Actor, transfer: Transfer): Promise<void> {
  const incident = await readVisibleIncident(ctx.db, actor, transfer.incidentId);
  const from = incident.assignee_id;
  const { fromAssignee = from, fromGroup = incident.work_group_id } = transfer;
  if (fromAssignee !== from || fromGroup !== incident.work_group_id) throw transferredMeanwhile();
  await requireMover(ctx.db, actor, { assigneeId: from });
  if (incident.closed_at !== null) throw new Conflict('incident.closed', 'The incident is closed');
  const note = readNote(transfer.note);
  const target = await findTarget(ctx, transfer.to, from);
  if (from === null && target.assigneeId === null && target.workGroupId === incident.work_group_id)
    throw new Invalid('workGroupId', 'has it already');
  await ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('incident')
      .set({
        assignee_id: target.assigneeId,
        assigned_by: actor.id,
        ...(target.workGroupId !== null && { work_group_id: target.workGroupId }),
        updated_at: new Date(),
      })
      .where('id', '=', incident.id)
      .where('assignee_id', 'is not distinct from', from)
      .where('work_group_id', 'is not distinct from', incident.work_group_id)
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) throw transferredMeanwhile();
    await appendEvents(trx, [
      {
        type: 'incident.transferred',
        serviceRequestId: incident.servicerequest_id,
        incidentId: incident.id,
        actor: actor.id,
        data: { from, ...target, ...(note !== null && { note }) },
      },
    ]);
  });
}

function transferredMeanwhile(): Conflict {
  return new Conflict('incident.transferred', 'Somebody else has taken, handed over or closed it meanwhile');
}

function readNote(note: string | undefined): string | null {
  const text = cleanText(note ?? '').trim();
  if (text.length > LONGEST_NOTE)
    throw new Invalid('note', `must not be longer than ${LONGEST_NOTE} characters`);
  return text || null;
}

/** @returns whom it goes to, and the group where it goes to one. */
async function findTarget(
  ctx: Needs,
  to: TransferTarget,
  from: string | null,
): Promise<{ assigneeId: string | null; workGroupId: string | null }> {
  if ('assigneeId' in to) {
    await requireSupporter(ctx.db, to.assigneeId, from);
    return { assigneeId: to.assigneeId, workGroupId: null };
  }
  const group = await ctx.db
    .selectFrom('work_group')
    .select(['id', 'assignment'])
    .where('id', '=', to.workGroupId)
    .executeTakeFirst();
  if (!group) throw new Invalid('workGroupId', 'there is no such work group');
  const picked = group.assignment === 'by_hand' ? null : await ctx.agentLoads.pick(group.id);
  return { assigneeId: picked === from ? null : picked, workGroupId: group.id };
}

async function requireSupporter(db: Db, id: string, from: string | null): Promise<void> {
  if (id === from) throw new Invalid('assigneeId', 'has it already');
  const supporter = await db
    .selectFrom('user_account')
    .select('id')
    .where('id', '=', id)
    .where('active', '=', true)
    .where((each) => each('roles', '@>', each.val(['User'])))
    .executeTakeFirst();
  if (!supporter) throw new Invalid('assigneeId', 'is nobody who works on incidents');
}
