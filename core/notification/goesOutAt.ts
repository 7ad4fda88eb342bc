import type { NoticePolicy } from './policy.ts';
import { afterQuietHours } from './quietHours.ts';
import type { Template } from './texts.ts';

/** What may wait for the morning; the rest answers a person who has just written. */
const WAITS_FOR_MORNING: Template[] = [
  'closed',
  'merged',
  'unmerged',
  'outageTold',
  'outageCorrected',
  'outageClosed',
  'reply',
  'question',
];
/** A person who wrote so lately is awake. */
const AWAKE_MS = 30 * 60_000;

/**
 * When a notice may go out.
 * @param lastContactAt when the customer last said something on its request; null: never.
 * @returns `now`, or the end of the quiet hours for what may wait for it.
 */
export function goesOutAt(
  notice: { recipient: 'customer' | 'manager'; template: string },
  lastContactAt: Date | null,
  now: Date,
  policy: Pick<NoticePolicy, 'quietHours' | 'timeZone'>,
): Date {
  const isAsleep = now.getTime() - (lastContactAt?.getTime() ?? 0) > AWAKE_MS;
  const isPatient = WAITS_FOR_MORNING.some((template) => template === notice.template);
  return notice.recipient === 'customer' && isAsleep && isPatient
    ? afterQuietHours(now, policy.quietHours, policy.timeZone)
    : now;
}
