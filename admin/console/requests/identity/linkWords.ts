import type { IdentityView } from '../../../../core/identity/readIdentities.ts';
import type { Page } from '../../env.ts';
import { shortTime } from '../../layout/time.ts';
import { phoneLabel } from '../../layout/words.ts';

/** Whom a link names: the customer, else the phone. */
export function linkLabel(link: IdentityView): string {
  if (link.customerId !== null) return link.customerName ?? link.customerId;
  return link.phone === null ? '—' : phoneLabel(link.phone);
}

/**
 * Who linked or unlinked, and when.
 * @param by user id, or `system`.
 */
export function byWords(by: string, at: Date, page: Page, names: Map<string, string>): string {
  const { t, now, language } = page;
  const name = by === 'system' ? t('event.system') : (names.get(by) ?? t('event.someone'));
  return t('identity.linkedBy', { name, at: shortTime(at, now, language) });
}
