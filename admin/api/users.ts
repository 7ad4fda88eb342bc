import { createRoute, z } from '@hono/zod-openapi';
import { NotFound } from '../../core/errors.ts';
import { getUser, listUsers } from '../../core/user/readUsers.ts';
import { foreignIdInPath, shortPaging, word, wordFilter } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { User, UserPage } from './schemas/user.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Users'];

const list = createRoute({
  method: 'get',
  path: '/users',
  tags: TAGS,
  operationId: 'listUsers',
  summary: 'List users by name',
  description: 'A system sees all, a user himself, a supervisor his department.',
  request: {
    query: z.strictObject({
      username: wordFilter('anna').optional(),
      workGroupId: wordFilter('internet').optional(),
      managerId: word.optional(),
      ...shortPaging,
    }),
  },
  responses: answers(UserPage, 'The users', [400]),
});

const me = createRoute({
  method: 'get',
  path: '/users/me',
  tags: TAGS,
  operationId: 'getMe',
  summary: 'Read yourself',
  description: 'A system is no user and gets 404.',
  responses: answers(User, 'You', [404]),
});

const get = createRoute({
  method: 'get',
  path: '/users/{id}',
  tags: TAGS,
  operationId: 'getUser',
  summary: 'Read one user',
  description:
    'As the directory has him now, at the most a minute old; as last mirrored while the directory is away. ' +
    'Who left the directory is inactive.',
  request: { params: foreignIdInPath('a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000101') },
  responses: answers(User, 'The user', [404]),
});

/** /users: lists from the mirror, one person from the directory itself. */
export function userRoutes(ctx: ApiContext) {
  return createRouter()
    .openapi(list, async (c) => {
      const { limit, cursor, ...filter } = c.req.valid('query');
      const users = await listUsers(ctx.db, c.var.actor, filter);
      return c.json(
        shortPage(users, { limit, cursor }, (user) => user.id),
        200,
      );
    })
    .openapi(me, async (c) => {
      const { actor } = c.var;
      if (actor.kind === 'service') throw new NotFound('user.not_found', 'A system is no user');
      return c.json(await getUser(ctx, actor, actor.id), 200);
    })
    .openapi(get, async (c) => c.json(await getUser(ctx, c.var.actor, c.req.valid('param').id), 200));
}
