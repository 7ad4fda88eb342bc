import { z } from '@hono/zod-openapi';
import { bilingual, category } from './fields.ts';
import { pageOf } from './page.ts';

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

export const BusinessProcess = z
  .object({
    id: z.string().openapi({ example: 'fault' }),
    version: z.int().openapi({ example: 1 }),
    name: bilingual,
    steps: z.array(ProcessStep).openapi({ description: 'The first one is the start' }),
    transitions: z.array(
      z.object({
        from: stepId,
        to: stepId,
        by: z.array(z.enum(['assignee', 'supervisor'])),
        orderStates: z
          .array(z.string())
          .optional()
          .openapi({
            description: 'States of the order that make this transition by themselves; absent: none does',
            example: ['completed'],
          }),
      }),
    ),
  })
  .openapi('BusinessProcess', {
    description: 'One version of a process: its steps and the ways between them',
  });

export const BusinessProcessPage = pageOf('BusinessProcessPage', BusinessProcess);
