import type { Bilingual } from '../../../core/business-process/process.ts';
import type { Language } from '../../../core/i18n.ts';
import { textsIn } from '../texts.ts';

/** What names a service. */
interface Served {
  serviceId: string;
  serviceName: string | null;
  serviceNameEn: string | null;
}

/** A service's name in a language; its id where the catalogue has lost it. */
export function servedName(of: Served, language: Language): string {
  return (language === 'ru' ? of.serviceName : of.serviceNameEn) ?? of.serviceId;
}

/** A text for customers in a language; Russian where there is no English. */
export function toldIn(told: Bilingual, language: Language): string {
  return told[language] || told.ru;
}

/** What a title may be where nobody has written one: the service and the place. */
export function titleOf(of: Served & { title: string; area: string | null }, language: Language): string {
  if (of.title !== '') return of.title;
  return [servedName(of, language), of.area].filter(Boolean).join(', ');
}

/** What callers may be told, for a supervisor to change. */
export function draftTold(of: Served): Bilingual {
  return {
    ru: textsIn('ru')('mass.told.draft', { service: servedName(of, 'ru') }),
    en: textsIn('en')('mass.told.draft', { service: servedName(of, 'en') }),
  };
}
