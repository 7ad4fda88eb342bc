import { z } from '@hono/zod-openapi';
import { bilingual, category } from './fields.ts';
import { pageOf } from './page.ts';
import { baseVersion } from './routing.ts';

const stepId = z.string().openapi({ example: 'diagnose' });

const ProcessStep = z
  .object({
    id: stepId,
    name: bilingual,
    category,
    narrative: bilingual.openapi({ description: 'Markdown: what the agent does here' }),
  })
  .openapi('ProcessStep');

export const ProcessStepPage = pageOf('ProcessStepPage', ProcessStep);

const transition = {
  from: stepId,
  to: stepId,
  by: z.array(z.enum(['assignee', 'supervisor'])),
};
const orderStates = z.array(z.string()).openapi({
  description: 'States of the order that make this transition by themselves; absent: none does',
  example: ['completed'],
});

export const BusinessProcess = z
  .object({
    id: z.string().openapi({ example: 'fault' }),
    version: z.int().openapi({ example: 1 }),
    name: bilingual,
    steps: z.array(ProcessStep).openapi({ description: 'The first one is the start' }),
    transitions: z.array(z.object({ ...transition, orderStates: orderStates.optional() })),
  })
  .openapi('BusinessProcess', {
    description: 'One version of a process: its steps and the ways between them',
  });

/** What is published; what is wrong with it beyond its shape the verb tells. */
export const ProcessPublication = z
  .strictObject({
    id: z.string().openapi({ example: 'fault' }),
    name: bilingual,
    steps: z.array(ProcessStep).openapi({ description: 'The first one is the start' }),
    transitions: z.array(
      z
        .strictObject({ ...transition, orderStates: orderStates.default([]) })
        .transform(({ orderStates: states, ...each }) => ({
          ...each,
          ...(states.length > 0 && { orderStates: states }),
        })),
    ),
    baseVersion: baseVersion.openapi({ description: 'The version it was made from; 0: a new process' }),
  })
  .openapi('ProcessPublication');

export const BusinessProcessPage = pageOf('BusinessProcessPage', BusinessProcess);
