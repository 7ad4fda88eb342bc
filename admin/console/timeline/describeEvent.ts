import { findStep } from '../../../core/business-process/process.ts';
import type { EventType, StoredEvent } from '../../../core/events.ts';
import type { Language } from '../../../core/i18n.ts';
import type { IconName } from '../layout/Icon.tsx';
import { refusalWords } from '../layout/words.ts';
import type { TextKey, Texts } from '../texts.ts';
import type { History } from './readTimeline.ts';

/** An event in plain words. `detail` is somebody else's wording, shown as a quotation. */
export interface EventWords {
  icon: IconName;
  text: string;
  detail: string | null;
}

/** What is needed to name things: language, people, steps, services. */
export interface Vocabulary extends Pick<History, 'names' | 'process'> {
  t: Texts;
  language: Language;
  serviceNames: Map<string, string>;
}

const ICONS: Record<string, IconName> = {
  contact: 'message',
  servicerequest: 'inbox',
  order: 'order',
  incident: 'person',
  call: 'call',
  notification: 'bell',
};

/** Says what an event is; an event of a type not known here is named by its type. */
export function describeEvent(event: StoredEvent, words: Vocabulary): EventWords {
  const [subject = ''] = event.type.split('.');
  return {
    icon: ICONS[subject] ?? 'event',
    text: WORDS[event.type]?.(event, words) ?? words.t('event.other', { type: event.type }),
    detail: event.type === 'order.refused' ? refusalWords(text(event, 'refusal') ?? '') || null : null,
  };
}

const plain =
  (key: TextKey) =>
  (_event: StoredEvent, { t }: Vocabulary) =>
    t(key);

const WORDS: Partial<Record<EventType, (event: StoredEvent, words: Vocabulary) => string>> = {
  'contact.joined': plain('event.contact.joined'),
  'contact.quarantined': plain('event.contact.quarantined'),
  'servicerequest.opened': plain('event.servicerequest.opened'),
  'servicerequest.triaged': (event, { t }) => {
    const reasons = event.data.reasons;
    const known = (Array.isArray(reasons) ? reasons : []).map((reason) => t(`triage.${reason}` as TextKey));
    return t('event.servicerequest.triaged', { reasons: known.join(', ') });
  },
  'servicerequest.ordering': (event, { t, serviceNames }) => {
    const id = text(event, 'serviceId') ?? '';
    return t('event.servicerequest.ordering', { service: serviceNames.get(id) ?? id });
  },
  'servicerequest.closed': (event, { t }) =>
    t('event.servicerequest.closed', { reason: t(`reason.${text(event, 'reason')}` as TextKey) }),
  'order.placed': (event, { t }) => t('event.order.placed', { order: text(event, 'orderId') ?? '' }),
  'order.refused': plain('event.order.refused'),
  'incident.opened': (event, { t }) => t('event.incident.opened', { number: text(event, 'number') ?? '' }),
  'incident.assigned': (event, { t, names }) => {
    const id = text(event, 'assigneeId');
    if (id === null) return t('event.incident.assigned.nobody');
    const name = names.get(id) ?? t('event.someone');
    return t(
      text(event, 'assignedBy') === 'call' ? 'event.incident.assigned.call' : 'event.incident.assigned',
      { name },
    );
  },
  'incident.moved': (event, words) =>
    words.t('event.incident.moved', { from: step(event, 'from', words), to: step(event, 'to', words) }),
  'incident.closed': (event, words) => words.t('event.incident.closed', { to: step(event, 'to', words) }),
  'call.answered': plain('event.call.answered'),
  'call.ended': plain('event.call.ended'),
  'notification.sent': (event, { t }) => {
    const recipient = text(event, 'recipient');
    const known = recipient === 'customer' || recipient === 'manager';
    return t(known ? `event.notification.sent.${recipient}` : 'event.notification.sent');
  },
  'notification.failed': plain('event.notification.failed'),
};

function text(event: StoredEvent, field: string): string | null {
  const value = event.data[field];
  return typeof value === 'string' ? value : null;
}

function step(event: StoredEvent, field: string, { process, language }: Vocabulary): string {
  const id = text(event, field) ?? '';
  return (process && findStep(process, id)?.name[language]) ?? id;
}
