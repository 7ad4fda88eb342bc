// @ts-check
// How moments, numbers and sizes are written.
import { language, say, texts } from './settings.js';

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const exact = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' });

/** 14:05:59 */
export function exactTimeOf(/** @type {number} */ moment) {
  return exact.format(moment);
}

/** 14:05 */
export function timeOf(/** @type {number | string} */ moment) {
  return clock.format(new Date(moment));
}

/** 1:07 */
export function durationOf(/** @type {number} */ milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** +7 916 000-00-01; other countries' numbers as they are. */
export function phoneOf(/** @type {string} */ number) {
  if (number === 'anonymous') return texts.hidden ?? '';
  return number.replace(/^\+?7(\d{3})(\d{3})(\d\d)(\d\d)$/, '+7 $1 $2-$3-$4');
}

/** 19 KB */
export function sizeOf(/** @type {number} */ bytes) {
  return say('kilobytes', { count: Math.max(1, Math.round(bytes / 1024)).toLocaleString(language) });
}

/** An id nobody else has; the browser's own maker of them works on secure pages only. */
export function freshId(/** @type {string} */ prefix) {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `${prefix}-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
