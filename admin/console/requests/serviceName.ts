import type { Language } from '../../../core/i18n.ts';

/** A service's name in the person's language; its id where the mirror does not know it; null where none is chosen. */
export function serviceName(
  view: { serviceId: string | null; serviceName: string | null; serviceNameEn: string | null },
  language: Language,
): string | null {
  return (language === 'en' ? view.serviceNameEn : view.serviceName) ?? view.serviceId;
}
