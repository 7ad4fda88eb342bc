import { Hono } from 'hono';
import { readLedger } from '../../../core/contact/ledger.ts';
import type { HouseContext } from '../../../core/context.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { LedgerPage, LiveLedger } from './LedgerPage.tsx';

/** The ledger's page, under /ledger. */
export function createLedgerPage(
  ctx: Pick<HouseContext, 'db'>,
  options: { channels: string[]; pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/', async (c) => {
    const props = { page: options.pageOf(c), entries: await readLedger(ctx.db, options.channels) };
    return wantsPart(c) ? sendPart(c, <LiveLedger {...props} />) : sendPage(c, <LedgerPage {...props} />);
  });
  return routes;
}
