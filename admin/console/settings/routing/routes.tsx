import { type Context, Hono } from 'hono';
import type { HouseContext } from '../../../../core/context.ts';
import { Conflict, NotFound } from '../../../../core/errors.ts';
import { traceService } from '../../../../core/service-catalog/chooseService.ts';
import { deleteRoutingRule } from '../../../../core/service-catalog/deleteRoutingRule.ts';
import { moveRoutingRule } from '../../../../core/service-catalog/moveRoutingRule.ts';
import { readRoutingTable } from '../../../../core/service-catalog/readRoutingRules.ts';
import { listServices } from '../../../../core/service-catalog/readServices.ts';
import { saveRoutingRule } from '../../../../core/service-catalog/saveRoutingRule.ts';
import type { ConsoleEnv, PageOf } from '../../env.ts';
import { type Failure, toFailure } from '../../failure.ts';
import { leaveFlash, type Notice } from '../../layout/flash.ts';
import { sendPage } from '../../layout/render.tsx';
import { actorIn, idIn } from '../../readInput.ts';
import { RoutingPage, type RoutingProps } from './RoutingPage.tsx';
import { RulePage } from './RulePage.tsx';
import { type RuleForm, readMove, readRule, readTry } from './ruleForm.ts';

type Ask = Context<ConsoleEnv>;
const BLANK = { channel: null, queue: null, keyword: null, serviceId: '', skipsSilent: false };

/** Pages under /settings/routing. */
export function createRoutingPages(
  ctx: Pick<HouseContext, 'db'>,
  options: { channels: string[]; pageOf: PageOf },
): Hono<ConsoleEnv> {
  const { db } = ctx;
  const { channels, pageOf } = options;
  const routes = new Hono<ConsoleEnv>();

  const showTable = async (c: Ask, answer: Partial<Pick<RoutingProps, 'failure' | 'tried'>> = {}) => {
    const { failure = null, tried = null } = answer;
    const page = pageOf(c);
    const [table, services] = await Promise.all([readRoutingTable(db), listServices(db)]);
    const nameOf = (each: (typeof services)[number]) => (page.language === 'ru' ? each.name : each.nameEn);
    const props = {
      serviceNames: new Map(services.map((each) => [each.id, nameOf(each)])),
      offered: new Set(services.filter((each) => each.active).map((each) => each.id)),
    };
    return sendPage(
      c,
      <RoutingPage {...{ page, table, channels, failure, tried }} {...props} />,
      failure?.status,
    );
  };

  const showRule = async (c: Ask, id: string | null, form: RuleForm, failure: Failure | null = null) => {
    const services = await listServices(db, { active: true });
    const props = { page: pageOf(c), id, form, services, channels, failure };
    return sendPage(c, <RulePage {...props} />, failure?.status);
  };

  const saveRule = async (c: Ask, id: string | null) => {
    const form = readRule(await c.req.parseBody());
    try {
      const { rule, version: baseVersion } = form;
      await saveRoutingRule(db, actorIn(c), { ...(id !== null && { id }), rule, baseVersion });
    } catch (error) {
      // Sent once more it is meant for the table as it is now.
      const version = error instanceof Conflict ? (await readRoutingTable(db)).version : form.version;
      return showRule(c, id, { ...form, version }, toFailure(error));
    }
    return done(c, 'saved');
  };

  routes.get('/', (c) => showTable(c));
  routes.post('/try', async (c) => {
    const form = readTry(await c.req.parseBody());
    const { channel, queue, text } = form;
    const clues = { channel, queue: queue || null, text: text || null, serviceId: null };
    try {
      // A message without a word is one a rule may leave alone; a call has a line.
      const isSilent = clues.text === null && clues.queue === null;
      return showTable(c, { tried: { form, choice: await traceService(db, { ...clues, isSilent }) } });
    } catch (error) {
      return showTable(c, { failure: toFailure(error) });
    }
  });

  routes.get('/new', async (c) =>
    showRule(c, null, { rule: BLANK, version: (await readRoutingTable(db)).version }),
  );
  routes.post('/new', (c) => saveRule(c, null));
  routes.get('/:id', async (c) => {
    const { rules, version } = await readRoutingTable(db);
    const rule = rules.find((each) => each.id === idIn(c));
    if (!rule) throw new NotFound('routing.not_found', 'There is no such rule');
    return showRule(c, rule.id, { rule, version });
  });
  routes.post('/:id', (c) => saveRule(c, idIn(c)));

  const change = async (c: Ask, make: () => Promise<void>, notice: Notice) => {
    try {
      await make();
    } catch (error) {
      return showTable(c, { failure: toFailure(error) });
    }
    return done(c, notice);
  };
  routes.post('/:id/move', async (c) => {
    const { to, version: baseVersion } = readMove(await c.req.parseBody());
    const [actor, id] = [actorIn(c), idIn(c)];
    return change(c, () => moveRoutingRule(db, actor, { id, to, baseVersion }), 'saved');
  });
  routes.post('/:id/delete', async (c) => {
    const { version: baseVersion } = readMove(await c.req.parseBody());
    const [actor, id] = [actorIn(c), idIn(c)];
    return change(c, () => deleteRoutingRule(db, actor, { id, baseVersion }), 'ruleDeleted');
  });

  return routes;
}

function done(c: Ask, notice: Notice) {
  leaveFlash(c, notice);
  return c.redirect('/settings/routing', 303);
}
