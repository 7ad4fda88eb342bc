import { type Context, Hono } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import { Invalid, NotFound } from '../../../core/errors.ts';
import { isOfOwnGroup } from '../../../core/incident/isOfOwnGroup.ts';
import { moveIncident } from '../../../core/incident/moveIncident.ts';
import { prioritiseIncident } from '../../../core/incident/prioritiseIncident.ts';
import { getIncident } from '../../../core/incident/readIncidents.ts';
import { takeIncident } from '../../../core/incident/takeIncident.ts';
import { transferIncident } from '../../../core/incident/transferIncident.ts';
import { unlinkIncident } from '../../../core/incident/unlinkIncident.ts';
import type { ConsoleEnv } from '../env.ts';
import { toFailure } from '../failure.ts';
import { leaveFlash, type Notice } from '../layout/flash.ts';
import { actorIn, idIn } from '../readInput.ts';
import { moveSchema, prioritySchema, readTarget, transferSchema } from './forms.ts';
import type { ShowIncident } from './showIncident.tsx';

type Ask = Context<ConsoleEnv>;

/** What a person does to an incident by the forms of its page. */
export function createIncidentActions(
  ctx: Pick<HouseContext, 'db' | 'agentLoads'>,
  options: { show: ShowIncident },
): Hono<ConsoleEnv> {
  const { show } = options;
  const routes = new Hono<ConsoleEnv>();

  /** Back to the card, or to the list where it is out of sight by now. */
  const goOn = async (c: Ask, done: Notice, gone: Notice = done) => {
    const seen = await getIncident(ctx.db, actorIn(c), idIn(c)).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    leaveFlash(c, seen ? done : gone);
    return c.redirect(seen ? `/incidents/${seen.id}` : '/incidents', 303);
  };

  routes.post('/:id/move', async (c) => {
    const parsed = moveSchema.safeParse(await c.req.parseBody());
    try {
      if (!parsed.success) throw new Invalid('step', 'is not a step');
      const { step: toStep, fromStep } = parsed.data;
      await moveIncident(ctx, actorIn(c), { incidentId: idIn(c), toStep, fromStep });
    } catch (error) {
      return show(c, { failure: toFailure(error) });
    }
    const { closedAt } = await getIncident(ctx.db, actorIn(c), idIn(c));
    return goOn(c, closedAt === null ? 'moved' : 'incidentClosed');
  });

  routes.post('/:id/take', async (c) => {
    try {
      await takeIncident(ctx, actorIn(c), { incidentId: idIn(c) });
    } catch (error) {
      // A colleague was faster, and so it is gone from an agent's sight.
      return showOrLeave(c, error, 'takenByOther');
    }
    return goOn(c, 'incidentTaken');
  });

  routes.post('/:id/transfer', async (c) => {
    const { to, note, from, fromGroup } = transferSchema.parse(await c.req.parseBody());
    try {
      const target = readTarget(to);
      if (!target) throw new Invalid('transferTo', 'nobody was chosen');
      await transferIncident(ctx, actorIn(c), {
        incidentId: idIn(c),
        to: target,
        note,
        fromAssignee: from === undefined ? undefined : from || null,
        fromGroup: fromGroup === undefined ? undefined : fromGroup || null,
      });
    } catch (error) {
      return showOrLeave(c, error, 'incidentGone', { to, note });
    }
    return goOn(c, 'transferred');
  });

  routes.post('/:id/priority', async (c) => {
    const parsed = prioritySchema.safeParse(await c.req.parseBody());
    try {
      if (!parsed.success) throw new Invalid('priority', 'is not a priority');
      const { priority } = parsed.data;
      await prioritiseIncident(ctx, actorIn(c), { incidentId: idIn(c), priority });
    } catch (error) {
      return showOrLeave(c, error, 'incidentGone');
    }
    return goOn(c, 'prioritised');
  });

  routes.post('/:id/unlink', async (c) => {
    try {
      await unlinkIncident(ctx, actorIn(c), { incidentId: idIn(c) });
    } catch (error) {
      return showOrLeave(c, error, 'incidentGone');
    }
    return goOn(c, 'incidentUnlinked');
  });

  /**
   * The card as it is now with the refusal; where it went out of sight of a group's agent the list, with a word why.
   * Who never had it in sight learns nothing.
   */
  async function showOrLeave(
    c: Ask,
    error: unknown,
    gone: Notice,
    transfer: { to: string; note: string } | null = null,
  ): Promise<Response> {
    try {
      return await show(c, { failure: toFailure(error), forms: { transfer } });
    } catch (again) {
      const hadIt = again instanceof NotFound && (await isOfOwnGroup(ctx.db, actorIn(c), idIn(c)));
      if (!hadIt) throw again;
      leaveFlash(c, gone);
      return c.redirect('/incidents', 303);
    }
  }

  return routes;
}
