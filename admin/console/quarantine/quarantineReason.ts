import type { Texts } from '../texts.ts';

const KNOWN = ['internal', 'choice.unknown'] as const;
const UNREAD = /\.(shape|handler|invalid|undecodable|unreadable)$/;

/**
 * Why a contact could not be worked, in words.
 * @param code machine word of the error; one not known here is shown as it is.
 */
export function quarantineReason(code: string | null, t: Texts): string {
  if (code === null) return t('quarantine.why.none');
  const known = KNOWN.find((each) => each === code);
  if (known) return t(`quarantine.why.${known}`);
  return UNREAD.test(code) ? t('quarantine.why.unread') : t('quarantine.why.other', { code });
}
