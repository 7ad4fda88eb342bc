import { z } from 'zod';

/** What POST /serviceOrder takes: TMF641 v4.1.0 `ServiceOrder_Create`, with `externalId` demanded by this system. */
export const newOrder = z.looseObject({
  externalId: z.string().trim().min(1).max(200),
  category: z.string().optional(),
  description: z.string().optional(),
  priority: z.string().optional(),
  serviceOrderItem: z
    .array(
      z.looseObject({
        id: z.string().min(1),
        action: z.enum(['add', 'modify', 'delete', 'noChange']),
        service: z.looseObject({
          id: z.string().optional(),
          serviceSpecification: z.looseObject({ id: z.string() }).optional(),
        }),
      }),
    )
    .min(1),
});
export type NewOrder = z.infer<typeof newOrder>;

/** The ids of the services an order asks for, its specifications' ids among them. */
export function orderedServiceIds(order: NewOrder): string[] {
  return order.serviceOrderItem.flatMap(({ service }) =>
    [service.id, service.serviceSpecification?.id].filter((id) => id !== undefined),
  );
}
