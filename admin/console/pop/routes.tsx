import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Actor } from '../../../core/access/actor.ts';
import { recordSighting } from '../../../core/audit/recordSighting.ts';
import { listOwnCalls } from '../../../core/call/ownCalls.ts';
import { describeCall, readCallPop } from '../../../core/call/readCallPop.ts';
import { takeCall } from '../../../core/call/takeCall.ts';
import type { HouseContext } from '../../../core/context.ts';
import { Conflict } from '../../../core/errors.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { CallPanel } from './CallPanel.tsx';

/** A call that was just journalled becomes a request within moments. */
const LOOKS = 20;
const APART_MS = 100;

/** Calls at one's own telephone, under /pop. */
export function createPopRoutes(ctx: HouseContext, options: { pageOf: PageOf }): Hono<ConsoleEnv> {
  const { pageOf } = options;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/', async (c) => {
    const actor = actorIn(c);
    const calls = await listOwnCalls(ctx.db, actor);
    const pops = await Promise.all(calls.map((call) => describeCall(ctx, actor, call)));
    for (const { id } of calls)
      await recordSighting(ctx.db, actor, { subject: `call:${id}`, via: 'console' });
    const page = pageOf(c);
    return sendPart(
      c,
      pops.map((pop) => <CallPanel page={page} pop={pop} />),
    );
  });

  routes.get('/:id', async (c) => {
    const pop = await readCallPop(ctx, actorIn(c), idIn(c));
    return sendPart(c, <CallPanel page={pageOf(c)} pop={pop} />);
  });

  routes.post('/:id/accept', async (c) => {
    try {
      const requestId = await takeWhenThere(ctx, actorIn(c), idIn(c));
      if (requestId !== null) return c.redirect(`/requests/${requestId}`, 303);
      leaveFlash(c, 'callTaken');
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      leaveFlash(c, 'callTakenByOther');
    }
    return c.redirect('/requests', 303);
  });

  return routes;
}

/** @returns the request; null where its contact still waits. */
async function takeWhenThere(ctx: HouseContext, actor: Actor, callId: string): Promise<string | null> {
  for (let look = 0; look < LOOKS; look += 1) {
    const requestId = await takeCall(ctx, actor, callId);
    if (requestId !== null) return requestId;
    await sleep(APART_MS);
  }
  return null;
}
