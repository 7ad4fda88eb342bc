import { z } from 'zod';
import { PRIORITIES, type Priority } from '../../../../core/incident/priority.ts';
import type { SlaPolicy, SlaPromise } from '../../../../core/sla/policy.ts';
import type { PolicyKey } from '../../../../core/sla/savePolicy.ts';

/** What is in a policy's form, as it is typed. */
export interface PolicyForm {
  answerHours: string;
  answerMinutes: string;
  resolveHours: string;
  resolveMinutes: string;
  warnPercent: string;
  calendarId: string;
  version: number;
}

const text = z.string().trim().max(20).catch('');
const formSchema = z.object({
  answerHours: text,
  answerMinutes: text,
  resolveHours: text,
  resolveMinutes: text,
  warnPercent: text,
  calendarId: z.string().max(100).catch(''),
  version: z.coerce.number().int().min(0).catch(0),
});
const keySchema = z.object({
  service: z.string().max(200).catch(''),
  priority: z.enum(PRIORITIES).catch('NORMAL'),
});

/** Which policy an address or a form speaks of. */
export function readKey(query: Record<string, unknown>): PolicyKey {
  const { service, priority } = keySchema.parse(query);
  return { serviceId: service || null, priority };
}

/** The address of a policy's page. */
export function policyUrl(serviceId: string | null, priority: Priority): string {
  return `/settings/sla/policy?${new URLSearchParams({ ...(serviceId !== null && { service: serviceId }), priority })}`;
}

/** The form for a policy as it stands. @param version 0 for one that is not there yet. */
export function formOf(policy: SlaPolicy, version: number): PolicyForm {
  return {
    answerHours: policy.answerMinutes === null ? '' : String(Math.floor(policy.answerMinutes / 60)),
    answerMinutes: policy.answerMinutes === null ? '' : String(policy.answerMinutes % 60),
    resolveHours: String(Math.floor(policy.resolveMinutes / 60)),
    resolveMinutes: String(policy.resolveMinutes % 60),
    warnPercent: String(policy.warnPercent),
    calendarId: policy.calendarId ?? '',
    version,
  };
}

/** Reads a policy's form; what is wrong in it the verb tells. */
export function readPolicy(body: Record<string, unknown>): PolicyForm {
  return formSchema.parse(body);
}

/** What a form promises. What is no number is left for the verb to refuse. */
export function promiseOf(form: PolicyForm): SlaPromise {
  const hasAnswer = form.answerHours !== '' || form.answerMinutes !== '';
  return {
    answerMinutes: hasAnswer ? minutesOf(form.answerHours, form.answerMinutes) : null,
    resolveMinutes: minutesOf(form.resolveHours, form.resolveMinutes),
    warnPercent: form.warnPercent === '' ? Number.NaN : Number(form.warnPercent),
  };
}

function minutesOf(hours: string, minutes: string): number {
  return Number(hours) * 60 + Number(minutes);
}
