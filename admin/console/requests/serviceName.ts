import type { Language } from '../../../core/i18n.ts';
import type { Service } from '../../../core/service-catalog/catalogue.ts';

/** A service's name in the person's language; its id where the mirror does not know it; null where none is chosen. */
export function serviceName(
  view: { serviceId: string | null; serviceName: string | null; serviceNameEn: string | null },
  language: Language,
): string | null {
  return (language === 'en' ? view.serviceNameEn : view.serviceName) ?? view.serviceId;
}

/** The names of services in the person's language, by id. */
export function serviceNames(services: Service[], language: Language): Map<string, string> {
  return new Map(services.map((each) => [each.id, language === 'en' ? each.nameEn : each.name]));
}
