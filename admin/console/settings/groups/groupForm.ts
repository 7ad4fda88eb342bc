import { z } from 'zod';
import { Invalid } from '../../../../core/errors.ts';
import { PRIORITIES, type Priority } from '../../../../core/incident/priority.ts';
import { ASSIGNMENTS, LIMITED, type WorkGroup } from '../../../../core/work-group/readWorkGroups.ts';
import type { WorkGroupSettings } from '../../../../core/work-group/saveWorkGroup.ts';

type Limits = Record<(typeof LIMITED)[number], string>;

/** What is in a group's form, as it is typed. */
export interface GroupForm extends Pick<WorkGroupSettings, 'assignment' | 'calendarId'> {
  /** Empty where what was sent is none. */
  priority: Priority | '';
  limits: Limits;
  version: number;
}

const text = z.string().trim().max(100).catch('');
const formSchema = z.object({
  assignment: z.enum(ASSIGNMENTS).catch('least_loaded'),
  calendarId: text,
  priority: z.enum([...PRIORITIES, '']).catch(''),
  TODO: text,
  DOING: text,
  WAITING: text,
  version: z.coerce.number().int().min(0).catch(0),
});

/** The form for a group as it stands. */
export function formOf({ assignment, calendarId, priority, wipLimits, version }: WorkGroup): GroupForm {
  const limit = (column: keyof Limits) => String(wipLimits[column] ?? '');
  return {
    assignment,
    calendarId,
    priority,
    limits: { TODO: limit('TODO'), DOING: limit('DOING'), WAITING: limit('WAITING') },
    version,
  };
}

/** Reads a group's form; what is wrong in it the verb tells. */
export function readGroup(body: Record<string, unknown>): GroupForm {
  const { assignment, calendarId, priority, version, ...limits } = formSchema.parse(body);
  return { assignment, calendarId: calendarId || null, priority, limits, version };
}

/** The settings a form asks for; a limit that is no number is left for the verb to refuse. @throws {Invalid} */
export function settingsOf({ assignment, calendarId, priority, limits }: GroupForm): WorkGroupSettings {
  if (priority === '') throw new Invalid('priority', 'is none');
  const wipLimits = Object.fromEntries(
    LIMITED.filter((column) => limits[column] !== '').map((column) => [column, Number(limits[column])]),
  );
  return { assignment, calendarId, priority, wipLimits };
}
