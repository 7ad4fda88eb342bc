import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { dropContact } from '../../../core/contact/dropContact.ts';
import { readLedger } from '../../../core/contact/ledger.ts';
import { getPutAside, listPutAside } from '../../../core/contact/readPutAside.ts';
import { replayContact, replayContacts } from '../../../core/contact/replayContact.ts';
import type { HouseContext } from '../../../core/context.ts';
import { Invalid } from '../../../core/errors.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { type Failure, toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { readQuarantineQuery } from './listQuery.ts';
import { PutAsidePage } from './PutAsidePage.tsx';
import { QuarantinePage, QuarantineTabs } from './QuarantinePage.tsx';

const idsSchema = z.array(z.uuid()).max(DEFAULT_LIMIT);
const dropSchema = z.object({ reason: z.string().max(10_000).catch('') });

/** Pages under /quarantine. */
export function createQuarantinePages(
  ctx: Pick<HouseContext, 'db' | 'log' | 'queues'>,
  options: { channels: string[]; pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  const list = async (c: Context<ConsoleEnv>, asked: Record<string, string>, failure: Failure | null) => {
    const query = readQuarantineQuery(asked);
    const { cursor, ...filter } = query;
    const [contacts, ledger] = await Promise.all([
      listPutAside(ctx.db, actorIn(c), filter, { limit: DEFAULT_LIMIT, cursor }),
      readLedger(ctx.db, options.channels),
    ]);
    const props = { page: options.pageOf(c), query, contacts, ledger, failure };
    return wantsPart(c)
      ? sendPart(c, <QuarantineTabs {...props} />)
      : sendPage(c, <QuarantinePage {...props} />, failure?.status);
  };

  const show = async (c: Context<ConsoleEnv>, failure: Failure | null = null, reason = '') => {
    const contact = await getPutAside(ctx.db, actorIn(c), idIn(c));
    const props = { page: options.pageOf(c), contact, failure, reason };
    return sendPage(c, <PutAsidePage {...props} />, failure?.status);
  };

  routes.get('/', (c) => list(c, c.req.query(), null));

  routes.post('/replay', async (c) => {
    const form = await c.req.formData();
    const asked = Object.fromEntries(new URL(String(form.get('returnTo')), 'http://house').searchParams);
    const ids = idsSchema.safeParse(form.getAll('id'));
    if (!ids.success || ids.data.length === 0)
      return list(c, asked, toFailure(new Invalid('contacts', 'none')));
    const replayed = await replayContacts(ctx, actorIn(c), ids.data);
    leaveFlash(c, replayed.length === ids.data.length ? 'replayedAll' : 'replayedSome');
    return c.redirect(`/quarantine?${new URLSearchParams({ state: readQuarantineQuery(asked).state })}`, 303);
  });

  routes.get('/:id', (c) => show(c));

  routes.post('/:id/replay', async (c) => {
    try {
      await replayContact(ctx, actorIn(c), idIn(c));
    } catch (error) {
      return list(c, {}, toFailure(error));
    }
    leaveFlash(c, 'replayed');
    return c.redirect('/quarantine', 303);
  });

  routes.post('/:id/drop', async (c) => {
    const { reason } = dropSchema.parse(await c.req.parseBody());
    try {
      await dropContact(ctx.db, actorIn(c), { contactId: idIn(c), reason });
    } catch (error) {
      const failure = toFailure(error);
      return failure.status === 400 ? show(c, failure, reason) : list(c, {}, failure);
    }
    leaveFlash(c, 'dropped');
    return c.redirect('/quarantine', 303);
  });

  return routes;
}
