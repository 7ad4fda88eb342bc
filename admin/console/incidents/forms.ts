import { z } from 'zod';
import { PRIORITIES } from '../../../core/incident/priority.ts';
import type { TransferTarget } from '../../../core/incident/transferIncident.ts';

/** What was entered to hand an incident over. */
export interface TransferState {
  /** `user:<id>` or `group:<id>`; empty: nobody was chosen. */
  to: string;
  note: string;
}

/** An incident's forms as they were sent and refused, to be shown again. */
export interface IncidentForms {
  transfer: TransferState | null;
}

export const moveSchema = z.object({
  step: z.string().min(1).max(100),
  fromStep: z.string().max(100).optional(),
});
export const prioritySchema = z.object({ priority: z.enum(PRIORITIES) });
export const transferSchema = z.object({
  to: z.string().max(300).default(''),
  note: z.string().max(5000).default(''),
  /** Empty: nobody had it. */
  from: z.string().max(200).optional(),
  /** Empty: it was no group's. */
  fromGroup: z.string().max(200).optional(),
});

/** Reads whom a form hands an incident to; undefined where nobody was chosen. */
export function readTarget(to: string): TransferTarget | undefined {
  const [, kind, id] = /^(user|group):(.+)$/s.exec(to) ?? [];
  if (id === undefined) return undefined;
  return kind === 'user' ? { assigneeId: id } : { workGroupId: id };
}
