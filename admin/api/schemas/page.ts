import { z } from '@hono/zod-openapi';

/**
 * The schema of a list's answer.
 * @param name its name in the document, e.g. `ContactPage`.
 * @param item schema of one item.
 */
export function pageOf<Item extends z.ZodType>(name: string, item: Item) {
  return z
    .object({
      items: z.array(item),
      nextCursor: z
        .string()
        .nullable()
        .openapi({ description: 'Give it as `cursor` to read on; null on the last page', example: null }),
    })
    .openapi(name);
}
