import { type Context, Hono } from 'hono';
import { recordSighting } from '../../../core/audit/recordSighting.ts';
import type { HouseContext } from '../../../core/context.ts';
import { type CustomerFacts, factsOf } from '../../../core/customer/customer.ts';
import { CustomerChanged } from '../../../core/customer/customerChanged.ts';
import { readFacts, type WrittenFacts } from '../../../core/customer/readFacts.ts';
import { toWritten, updateCustomer } from '../../../core/customer/updateCustomer.ts';
import { versionOf } from '../../../core/customer/version.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage } from '../layout/render.tsx';
import { actorIn } from '../readInput.ts';
import { ConflictPage } from './ConflictPage.tsx';
import { EditPage } from './EditPage.tsx';
import { readBase, readForm, type SentForm, withChoices } from './form.ts';
import { customerUrl } from './listQuery.ts';
import { toRefusal } from './refusal.ts';

type Needs = Pick<HouseContext, 'config' | 'customers' | 'db'>;
type Ask = Context<ConsoleEnv>;

/** Changing a customer; who is slower than a colleague is shown both changes and chooses. */
export function createEditRoutes(ctx: Needs, { pageOf }: { pageOf: PageOf }): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:id/edit', async (c) => {
    const customer = await ctx.customers.get(c.req.param('id'), { fresh: true });
    await recordSighting(ctx.db, actorIn(c), { subject: `customer:${customer.id}`, via: 'console' });
    const base = factsOf(customer);
    const props = { page: pageOf(c), id: customer.id, base, facts: toWritten(base), refusal: null };
    return sendPage(c, <EditPage {...props} />);
  });

  routes.post('/:id/edit', async (c) => {
    const id = c.req.param('id');
    const form = readForm(await c.req.parseBody({ all: true }));
    const base = readBase(form.base);
    const facts = withChoices(form, toWritten(base));
    try {
      const { changed, otherwise } = await updateCustomer(ctx, actorIn(c), {
        id,
        facts,
        version: versionOf(base),
        shared: form.shared,
      });
      if (otherwise.length > 0) leaveFlash(c, 'customerOtherwise');
      else if (changed.length > 0) leaveFlash(c, 'customerChanged');
      return c.redirect(customerUrl(id), 303);
    } catch (error) {
      if (error instanceof CustomerChanged) return showConflict(c, error, { form, base, facts });
      const refusal = toRefusal(error, 'edit', pageOf(c).t);
      return sendPage(c, <EditPage page={pageOf(c)} {...{ id, base, facts, refusal }} />, refusal.status);
    }
  });

  const showConflict = (
    c: Ask,
    { current }: CustomerChanged,
    sent: { form: SentForm; base: CustomerFacts; facts: WrittenFacts },
  ) => {
    // The verb has read them already: they are right.
    const mine = readFacts(sent.facts, { country: ctx.config.DEFAULT_COUNTRY, known: current.phones });
    const props = { page: pageOf(c), current, base: sent.base, mine, shared: sent.form.shared };
    return sendPage(c, <ConflictPage {...props} />, 409);
  };

  return routes;
}
