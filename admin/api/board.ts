import { createRoute, z } from '@hono/zod-openapi';
import { type BoardCard, DONE_HOURS, LANINGS } from '../../core/board/board.ts';
import { readBoard } from '../../core/board/readBoard.ts';
import type { ProcessStep } from '../../core/business-process/process.ts';
import { PRIORITIES } from '../../core/incident/priority.ts';
import { searchFilter, word, wordFilter } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { Board } from './schemas/board.ts';

/** In an address, the lane of nobody and of no group. */
const NOBODY = '-';

/** /board: the board as its reader has it on screen, e.g. for a wall. */
export function boardRoutes(ctx: ApiContext) {
  const cursor = z.string().max(500).optional();
  const get = createRoute({
    method: 'get',
    path: '/board',
    tags: ['Incidents'],
    operationId: 'getBoard',
    summary: 'Read the board',
    description:
      'An agent has one lane: his own and what is free in his groups. A supervisor has lanes by agent (or by group) ' +
      'of his department, a page at a time; a system one lane of everything, or lanes where it asks for them. ' +
      `What was closed stays for ${DONE_HOURS} hours.`,
    request: {
      query: z.strictObject({
        by: z.enum(LANINGS).optional(),
        lane: word.optional().openapi({ description: 'The only lane; `-`: nobody’s, or of no group' }),
        serviceId: wordFilter('svc-internet').optional(),
        priority: z.enum(PRIORITIES).optional(),
        whose: z.enum(['mine', 'unassigned']).optional(),
        q: searchFilter(ctx.config.DEFAULT_COUNTRY).optional(),
        lanesAfter: cursor.openapi({ description: '`nextLanes` of the page before' }),
        todo: cursor.openapi({ description: '`nextCursor` of that column; where there is one lane' }),
        doing: cursor,
        waiting: cursor,
        done: cursor,
      }),
    },
    responses: answers(Board, 'The board', [400]),
  });

  return createRouter().openapi(get, async (c) => {
    const { lane, q, todo, doing, waiting, done, ...filter } = c.req.valid('query');
    const board = await readBoard(ctx, c.var.actor, {
      ...filter,
      lane: lane === NOBODY ? '' : lane,
      search: q,
      after: given({ TODO: todo, DOING: doing, WAITING: waiting, DONE: done }),
    });
    const { by, lanes, nextLanes } = board;
    const shown = lanes.map((each) => ({
      ...each,
      columns: each.columns.map((column) => ({ ...column, cards: column.cards.map(toCard) })),
    }));
    return c.json({ by, lanes: shown, nextLanes }, 200);
  });
}

/** Without the parts that are undefined. */
function given<Key extends string>(parts: Record<Key, string | undefined>): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Partial<
    Record<Key, string>
  >;
}

function toCard({ mayTake, step, nextSteps, ...card }: BoardCard) {
  return { ...card, step: toStep(step), nextSteps: nextSteps.map(toStep) };
}

/** What a step tells to do is with the process. */
function toStep({ id, name, category }: ProcessStep) {
  return { id, name, category };
}
