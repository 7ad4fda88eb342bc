import { z } from '@hono/zod-openapi';

/** RFC 9457, as core/problem.ts writes it. */
export const Problem = z
  .object({
    type: z.string().openapi({ example: 'about:blank' }),
    title: z.string().openapi({ example: 'The request is not valid' }),
    status: z.int().openapi({ example: 400 }),
    code: z.string().openapi({ description: 'A stable word to decide by', example: 'invalid' }),
    detail: z.string().optional().openapi({ example: 'There is no such request' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .openapi({
        description: 'The fields at fault',
        example: [{ field: 'phone', message: 'is not a phone number' }],
      }),
  })
  .openapi('Problem', { description: 'An RFC 9457 problem document' });
