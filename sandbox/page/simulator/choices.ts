import { services } from '../../catalogue/services.ts';
import { findCustomersByPhone } from '../../customers/people.ts';
import { people } from '../../identity/people.ts';
import type { Language } from '../../language.ts';
import { demoRoutingRules } from '../../settings.ts';
import { ANONYMOUS } from '../../subscribers/store.ts';
import type { Texts } from '../locales/ru.ts';

/** One of several a person may choose. */
export interface Choice {
  value: string;
  label: string;
}

/** A ready example of who calls. */
export interface Pick {
  /** E.164, or `anonymous`. */
  number: string;
  name: string;
  note: string;
}

/** Telephone queues that lead to a service, by the name of that service. */
export function queueChoices(language: Language): Choice[] {
  return demoRoutingRules.flatMap(({ queue, serviceId }) =>
    queue === null ? [] : [{ value: queue, label: `${serviceName(serviceId, language)} · ${queue}` }],
  );
}

export function serviceChoices(language: Language): Choice[] {
  return services.map(({ id }) => ({ value: id, label: serviceName(id, language) }));
}

/** The agents who may answer, by extension. */
export function agentChoices(): Choice[] {
  return people.map(({ firstName, lastName, extension }) => ({
    value: extension,
    label: `${firstName} ${lastName}`,
  }));
}

/** A customer, a number of two, nobody's, and none. */
export function pickChoices(texts: Texts['simulator']['customer']): Pick[] {
  return [
    { number: '+79160000001', name: customerName('+79160000001'), note: texts.known },
    { number: '+79160000099', name: '', note: texts.shared },
    { number: '+79990000000', name: '', note: texts.unknown },
    { number: ANONYMOUS, name: texts.anonymous, note: '' },
  ];
}

/** Surname and initial of the first customer of a number. */
function customerName(phone: string): string {
  const [surname = '', given = ''] = findCustomersByPhone(phone)[0]?.name.split(' ') ?? [];
  return given === '' ? surname : `${surname} ${given.slice(0, 1)}.`;
}

function serviceName(id: string, language: Language): string {
  const service = services.find((each) => each.id === id);
  return (language === 'en' ? service?.nameEn : service?.name) ?? id;
}
