import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { readBoard } from '../../../core/board/readBoard.ts';
import { CATEGORIES } from '../../../core/business-process/process.ts';
import type { HouseContext } from '../../../core/context.ts';
import { Invalid } from '../../../core/errors.ts';
import { moveIncident } from '../../../core/incident/moveIncident.ts';
import { takeIncident } from '../../../core/incident/takeIncident.ts';
import { transferIncident } from '../../../core/incident/transferIncident.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { type Failure, toFailure } from '../failure.ts';
import { Alert } from '../layout/Alert.tsx';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import type { TextKey } from '../texts.ts';
import { BoardPage, Said } from './BoardPage.tsx';
import { boardUrl, readAddress, toBoardQuery } from './boardQuery.ts';
import { LiveBoard } from './Lanes.tsx';
import { loadMoves } from './loadMoves.ts';
import { MovePage } from './MovePage.tsx';
import { MovePanel } from './MovePanel.tsx';

const moveSchema = z.object({ step: z.string().min(1).max(100), fromStep: z.string().max(100).optional() });
const transferSchema = z
  .object({
    assigneeId: z.string().max(200).optional(),
    workGroupId: z.string().max(200).optional(),
    fromAssignee: z.string().max(200).optional(),
  })
  .refine(({ assigneeId, workGroupId }) => Boolean(assigneeId) !== Boolean(workGroupId));
const columnSchema = z.enum(CATEGORIES).optional().catch(undefined);

type Handling = Context<ConsoleEnv>;

/** Pages of the board, under /board. */
export function createBoardPages(
  ctx: Pick<HouseContext, 'config' | 'db' | 'agentLoads'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  const load = async (c: Handling, choices: boolean) => {
    const address = readAddress(c.req.query());
    const board = await readBoard(
      ctx,
      actorIn(c),
      toBoardQuery(address, { choices, country: ctx.config.DEFAULT_COUNTRY }),
    );
    // Whatever asked, the board refreshes itself from its own address.
    const page = { ...options.pageOf(c), here: `/board${new URL(c.req.url).search}` };
    return { page, address, board };
  };

  const showMoves = async (c: Handling, failure: Failure | null = null) => {
    const page = options.pageOf(c);
    const { to, ...query } = c.req.query();
    const column = columnSchema.parse(to);
    const moves = await loadMoves(ctx, actorIn(c), idIn(c), page.language);
    const nextSteps = moves.nextSteps.filter((step) => column === undefined || step.category === column);
    const people = column === undefined ? moves.people : [];
    const props = { ...moves, nextSteps, people, page, address: readAddress(query), failure };
    return wantsPart(c)
      ? sendPart(c, <MovePanel {...props} />)
      : sendPage(c, <MovePage {...props} />, failure?.status);
  };

  /** Does what a form asks. A script gets the board as it then is, or the refusal in words; a browser without, pages. */
  const act = async (c: Handling, said: TextKey, change: () => Promise<void>) => {
    const { t } = options.pageOf(c);
    try {
      await change();
    } catch (error) {
      const failure = toFailure(error);
      if (!wantsPart(c)) return showMoves(c, failure);
      c.status(failure.status);
      return sendPart(c, <Alert tone="error">{t(failure.key, failure.params)}</Alert>);
    }
    if (!wantsPart(c)) return c.redirect(boardUrl(readAddress(c.req.query())), 303);
    const props = await load(c, false);
    return sendPart(
      c,
      <>
        <LiveBoard {...props} oob />
        <Said page={props.page} words={t(said)} oob />
      </>,
    );
  };

  routes.get('/', async (c) => {
    if (wantsPart(c)) return sendPart(c, <LiveBoard {...(await load(c, false))} oob />);
    return sendPage(c, <BoardPage {...(await load(c, true))} />);
  });

  routes.get('/:id/move', (c) => showMoves(c));

  routes.post('/:id/move', async (c) => {
    const parsed = moveSchema.safeParse(await c.req.parseBody());
    return act(c, 'board.said.moved', async () => {
      if (!parsed.success) throw new Invalid('step', 'is not a step');
      const { step: toStep, fromStep } = parsed.data;
      await moveIncident(ctx, actorIn(c), { incidentId: idIn(c), toStep, fromStep });
    });
  });

  routes.post('/:id/take', (c) =>
    act(c, 'board.said.taken', () => takeIncident(ctx, actorIn(c), { incidentId: idIn(c) })),
  );

  routes.post('/:id/transfer', async (c) => {
    const parsed = transferSchema.safeParse(await c.req.parseBody());
    return act(c, 'board.said.transferred', async () => {
      if (!parsed.success) throw new Invalid('assigneeId', 'is nobody');
      const { assigneeId, workGroupId, fromAssignee } = parsed.data;
      const to = assigneeId ? { assigneeId } : { workGroupId: workGroupId ?? '' };
      const seen = fromAssignee === undefined ? undefined : fromAssignee || null;
      await transferIncident(ctx, actorIn(c), { incidentId: idIn(c), to, fromAssignee: seen });
    });
  });

  return routes;
}
