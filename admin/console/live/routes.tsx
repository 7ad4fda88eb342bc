import { Hono } from 'hono';
import { z } from 'zod';
import type { HouseContext } from '../../../core/context.ts';
import { keepPresent, leaveCard, listPresent } from '../../../core/presence/presence.ts';
import { createSessionCookies } from '../../session/index.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { sendPart } from '../layout/render.tsx';
import { WaitingBadge } from '../layout/WaitingBadge.tsx';
import { actorIn } from '../readInput.ts';
import { Presence } from './Presence.tsx';
import { streamLive } from './streamLive.ts';
import { createWaitingCount } from './waitingCount.ts';
import { createSessionWatch } from './watchSessions.ts';

const cardSchema = z.object({ subject: z.string().max(64), tab: z.string().min(1).max(64) });

/** What keeps open pages true, under /live: the stream of changes, and who has which card open. */
export function createLiveRoutes(ctx: HouseContext, options: { pageOf: PageOf }): Hono<ConsoleEnv> {
  const { pageOf } = options;
  const routes = new Hono<ConsoleEnv>();
  const cookies = createSessionCookies(ctx.config.PUBLIC_URL);
  const sessions = createSessionWatch(ctx);
  const waiting = createWaitingCount(ctx.db);

  routes.get('/', (c) => streamLive(ctx, c, (line) => sessions.add(cookies.readSession(c) ?? '', line)));

  routes.get('/waiting', async (c) => {
    c.set('waiting', await waiting());
    return sendPart(c, <WaitingBadge page={pageOf(c)} />);
  });

  routes.post('/presence', async (c) => {
    const card = cardSchema.parse(await c.req.parseBody());
    await keepPresent(ctx, actorIn(c), card);
    const people = await listPresent(ctx.db, actorIn(c), card.subject);
    return sendPart(c, <Presence page={pageOf(c)} subject={card.subject} people={people} />);
  });

  routes.post('/presence/leave', async (c) => {
    await leaveCard(ctx, actorIn(c), cardSchema.parse(await c.req.parseBody()));
    return c.body(null, 204);
  });

  return routes;
}
