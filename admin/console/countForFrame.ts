import { createMiddleware } from 'hono/factory';
import { isSupervisor } from '../../core/access/actor.ts';
import type { Db } from '../../core/db/db.ts';
import { NO_PROPOSALS, readProposals } from '../../core/mass-incident/readProposals.ts';
import type { ConsoleEnv } from './env.ts';
import { wantsPart } from './layout/render.tsx';
import { actorIn } from './readInput.ts';
import { countWaiting } from './requests/countWaiting.ts';

/** Counts what the frame of a page tells whoever is signed in: what waits in triage, what a supervisor is to decide. */
export function countForFrame(db: Db) {
  return createMiddleware<ConsoleEnv>(async (c, next) => {
    if (c.get('person')) {
      const actor = actorIn(c);
      const decides = isSupervisor(actor) && !wantsPart(c);
      const [waiting, proposals] = await Promise.all([
        countWaiting(db),
        decides ? readProposals(db, actor) : NO_PROPOSALS,
      ]);
      c.set('waiting', waiting);
      c.set('proposals', proposals);
    }
    await next();
  });
}
