import { createRoute, z } from '@hono/zod-openapi';
import { isSupervisor, seesAll } from '../../core/access/actor.ts';
import { findAuditSubject } from '../../core/audit/auditSubject.ts';
import { readAudit } from '../../core/audit/readAudit.ts';
import { Forbidden } from '../../core/errors.ts';
import { paging, wordFilter } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { AuditPage } from './schemas/auditEntry.ts';

const list = createRoute({
  method: 'get',
  path: '/audit',
  tags: ['Audit'],
  operationId: 'readAudit',
  summary: 'Read who saw and changed what, newest first',
  description: 'A system reads all, a supervisor what his department and API clients did.',
  request: {
    query: z.strictObject({
      kind: z.enum(['seen', 'changed']).optional(),
      actorId: wordFilter('anna').optional(),
      about: wordFilter('INC-000042').optional(),
      from: z.iso.datetime({ offset: true }).optional(),
      to: z.iso.datetime({ offset: true }).optional(),
      ...paging,
    }),
  },
  responses: answers(AuditPage, 'What was done', [400, 403]),
});

/** /audit: who saw and changed what. */
export function auditRoutes(ctx: ApiContext) {
  return createRouter().openapi(list, async (c) => {
    const { limit, cursor, about: words, from, to, ...filter } = c.req.valid('query');
    const { actor } = c.var;
    if (!seesAll(actor) && !isSupervisor(actor))
      throw new Forbidden('audit.supervisors', 'The audit is for supervisors');
    const about = words === undefined ? undefined : await findAuditSubject(ctx.db, actor, words);
    if (words !== undefined && about === undefined) return c.json({ items: [], nextCursor: null }, 200);
    const period = { ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
    const found = await readAudit(ctx.db, actor, { ...filter, about, ...period }, { limit, cursor });
    return c.json(found, 200);
  });
}
