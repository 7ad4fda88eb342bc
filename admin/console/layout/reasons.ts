import { ORDER_STATES } from '../../../core/business-process/orderStates.ts';
import type { TextKey, Texts } from '../texts.ts';

const GUARDS = [
  'guard.no_phone',
  'guard.country',
  'guard.number_hour',
  'guard.number_day',
  'guard.prefix_day',
  'guard.budget_day',
] as const;
const FILE_REASONS = [
  'attachment.size',
  'attachment.type',
  'attachment.quota',
  'attachment.no_source',
] as const;
const UNDELIVERED = 'undelivered.';
/** What a channel's code ends in when it gave no answer, or we failed before we asked it. */
const AWAY = /^(internal|.*\.(no[-_]answer|no_sender|unreachable|circuit_open|login|http_\d+))$/;

/**
 * Why a notice was not delivered, or not yet, in words.
 * @param code of ours (`guard.country`), the carrier's behind `undelivered.`, or a channel's (`telegram.refused`); null:
 *   nobody said. One not known here is shown as it is.
 */
export function noticeReason(code: string | null, t: Texts): string {
  const guard = GUARDS.find((each) => each === code);
  if (guard) return t(`why.${guard}`);
  if (code === 'notice.withdrawn') return t('why.withdrawn');
  if (code === 'notice.unplannable') return t('why.unplannable');
  if (code === null || code === 'undelivered') return t('why.undelivered');
  if (code.startsWith(UNDELIVERED))
    return t('why.undelivered.code', { code: code.slice(UNDELIVERED.length) });
  if (code.endsWith('.refused')) return t('why.refused');
  return AWAY.test(code) ? t('why.away') : t('why.other', { code });
}

/** Why a file was not taken, in words; a code not known here is shown as it is. */
export function fileReason(code: string | null, t: Texts): string {
  const known = FILE_REASONS.find((each) => each === code);
  if (known) return t(`file.why.${known}`);
  if (code?.endsWith('.no-file')) return t('file.why.gone');
  if (code === null || code.endsWith('.refused')) return t('file.why.refused');
  return t('why.other', { code });
}

/**
 * An order's state in words; one the standard does not know is shown as the order system wrote it.
 * @see TMF641 v4.1, ServiceOrderStateType
 */
export function orderStateLabel(state: string, t: Texts): string {
  const known = ORDER_STATES.find((each) => each === state);
  const key: TextKey | undefined = known && `order.${known}`;
  return key ? t(key) : state;
}
