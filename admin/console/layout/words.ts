import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PhoneKind } from '../../../core/phone.ts';
import type { Texts } from '../texts.ts';

/**
 * A channel's name for the screen, from the name alone: `sms` is SMS, `telegram` is Telegram.
 * @param t where given, what people of ours registered by hand is called so.
 */
export function channelLabel(channel: string, t?: Texts): string {
  if (channel === 'console' && t) return t('work.channel.console');
  return channel.length <= 3 ? channel.toUpperCase() : channel.charAt(0).toUpperCase() + channel.slice(1);
}

/** A phone as people write it, with spaces that do not break. */
export function phoneLabel(e164: string): string {
  const written = parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
  return written.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011');
}

/** Who wrote or called, where there is no customer: the phone, or in words why there is none. */
export function senderLabel(from: { phone: string | null; phoneKind: PhoneKind }, t: Texts): string {
  if (from.phone !== null) return phoneLabel(from.phone);
  return from.phoneKind === 'e164' ? t('phone.none') : t(`phone.${from.phoneKind}`);
}

const GROUPS = ['internet', 'mobile', 'billing', 'sales', 'first-line'] as const;

/** A work group's name; its id where it is none of those we have a name for. */
export function groupLabel(id: string, t: Texts): string {
  const known = GROUPS.find((each) => each === id);
  return known === undefined ? id : t(`group.${known}`);
}

/** What the order system said, without the code of ours that says only that it refused. */
export function refusalWords(refusal: string): string {
  return refusal.replace(/^ORDER_REFUSED: /, '');
}

/** Up to two initials. */
export function initials(name: string): string {
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0] ?? '');
  return letters.slice(0, 2).join('').toUpperCase();
}
