import { findStep } from '../../../core/business-process/process.ts';
import type { EventType, StoredEvent } from '../../../core/events.ts';
import { RUNGS } from '../../../core/identity/rung.ts';
import { PRIORITIES } from '../../../core/incident/priority.ts';
import { CLOSE_REASONS, TRIAGE_REASONS } from '../../../core/service-request/status.ts';
import { fileReason, noticeReason, orderStateLabel } from '../layout/reasons.ts';
import { groupLabel, phoneLabel } from '../layout/words.ts';
import type { TextKey, Texts } from '../texts.ts';
import type { Vocabulary } from './describeEvent.ts';
import { numberOf, textOf } from './eventData.ts';

type Say = (event: StoredEvent, words: Vocabulary) => string;

/** Never on a card: the contact itself tells what these would. */
export const JOURNAL_ONLY = ['contact.received'] as const satisfies EventType[];

const FILE_KINDS = ['photo', 'voice', 'audio', 'video', 'document', 'location'] as const;
const CALLBACK_ENDS = ['called_back', 'customer_called', 'closed', 'by_hand'] as const;

const plain =
  (key: TextKey): Say =>
  (_event, { t }) =>
    t(key);

/** What each event says on a timeline. */
export const WORDS: Record<Exclude<EventType, (typeof JOURNAL_ONLY)[number]>, Say> &
  Partial<Record<EventType, Say>> = {
  'contact.joined': plain('event.contact.joined'),
  'contact.quarantined': plain('event.contact.quarantined'),
  'contact.replayed': plain('event.contact.replayed'),
  'contact.dropped': plain('event.contact.dropped'),
  'identity.linked': (event, words) => {
    const who = linkedWith(event, words);
    if (who !== null) return words.t('event.identity.linked', { who });
    const rung = RUNGS.find((each) => each === textOf(event, 'rung')) ?? 'UNKNOWN';
    return words.t('event.identity.linked.rung', { rung: words.t(`rung.${rung}`).toLowerCase() });
  },
  'identity.unlinked': (event, words) => {
    const who = linkedWith(event, words);
    return who === null
      ? words.t('event.identity.unlinked.nobody')
      : words.t('event.identity.unlinked', { who });
  },
  'attachment.stored': (event, { t }) => t('event.attachment.stored', { kind: fileIn(event, t) }),
  'attachment.added': (event, { t }) => t('event.attachment.added', { kind: fileIn(event, t) }),
  'attachment.refused': (event, { t }) =>
    t('event.attachment.refused', { reason: fileReason(textOf(event, 'code'), t) }),
  'servicerequest.opened': plain('event.servicerequest.opened'),
  'servicerequest.triaged': (event, { t }) => {
    const { reasons } = event.data;
    const known = TRIAGE_REASONS.filter((reason) => Array.isArray(reasons) && reasons.includes(reason)).map(
      (reason) => t(`triage.${reason}`),
    );
    return t('event.servicerequest.triaged', { reasons: known.join(', ') });
  },
  'servicerequest.ordering': (event, { t, serviceNames }) => {
    const id = textOf(event, 'serviceId') ?? '';
    return t('event.servicerequest.ordering', { service: serviceNames.get(id) ?? id });
  },
  'servicerequest.asked': plain('event.servicerequest.asked'),
  'servicerequest.replied': (event, { t }) =>
    t(`event.servicerequest.replied.${textOf(event, 'kind') === 'question' ? 'question' : 'reply'}`),
  'servicerequest.closed': (event, { t }) => {
    const reason = CLOSE_REASONS.find((each) => each === textOf(event, 'reason'));
    return t('event.servicerequest.closed', { reason: reason ? t(`reason.${reason}`) : '—' });
  },
  'servicerequest.rated': (event, { t }) =>
    t('event.servicerequest.rated', { stars: numberOf(event, 'rating') ?? '—' }),
  'servicerequest.merged': (event, { t }) =>
    t(`event.servicerequest.merged.${textOf(event, 'into') === null ? 'from' : 'into'}`, numberIn(event)),
  'servicerequest.unmerged': (event, { t }) => t('event.servicerequest.unmerged', numberIn(event)),
  'servicerequest.attached': (event, { t }) => t('event.servicerequest.attached', numberIn(event)),
  'servicerequest.detached': (event, { t }) => t('event.servicerequest.detached', numberIn(event)),
  'servicerequest.outage_corrected': (event, { t }) =>
    t('event.servicerequest.outage_corrected', numberIn(event)),
  'order.placed': (event, { t }) => t('event.order.placed', { order: textOf(event, 'orderId') ?? '' }),
  'order.refused': plain('event.order.refused'),
  'order.state_changed': (event, { t }) =>
    t('event.order.state', {
      order: textOf(event, 'orderId') ?? '',
      state: orderStateLabel(textOf(event, 'state') ?? '', t),
    }),
  'incident.opened': (event, { t }) => t('event.incident.opened', { number: textOf(event, 'number') ?? '' }),
  'incident.assigned': (event, { t, names }) => {
    const id = textOf(event, 'assigneeId');
    if (id === null) return t('event.incident.assigned.nobody');
    const name = names.get(id) ?? t('event.someone');
    const how = textOf(event, 'assignedBy');
    if (how === 'taken') return t('event.incident.assigned.taken', { name });
    return t(how === 'call' ? 'event.incident.assigned.call' : 'event.incident.assigned', { name });
  },
  'incident.moved': (event, words) =>
    words.t('event.incident.moved', { from: step(event, 'from', words), to: step(event, 'to', words) }),
  'incident.closed': (event, words) =>
    textOf(event, 'outcome') === 'unlinked'
      ? words.t('event.incident.closed.unlinked')
      : words.t('event.incident.closed', { to: step(event, 'to', words) }),
  'incident.transferred': (event, { t, names }) => {
    const id = textOf(event, 'assigneeId');
    const groupId = textOf(event, 'workGroupId');
    const name = id === null ? null : (names.get(id) ?? t('event.someone'));
    if (groupId === null) return t('event.incident.transferred', { name: name ?? '—' });
    const group = groupLabel(groupId, t);
    return name === null
      ? t('event.incident.transferred.group', { group })
      : t('event.incident.transferred.groupTo', { group, name });
  },
  'incident.unlinked': plain('event.incident.unlinked'),
  'incident.prioritised': (event, { t }) => {
    const priority = PRIORITIES.find((each) => each === textOf(event, 'priority')) ?? 'NORMAL';
    return t('event.incident.prioritised', { priority: t(`priority.${priority}`) });
  },
  'sla.warned': plain('event.sla.warned'),
  'sla.breached': plain('event.sla.breached'),
  'sla.answer_warned': plain('event.sla.answer_warned'),
  'sla.answer_breached': plain('event.sla.answer_breached'),
  'massincident.proposed': (event, { t }) => t('event.massincident.proposed', numberIn(event)),
  'massincident.dismissed': (event, { t }) => t('event.massincident.dismissed', numberIn(event)),
  'massincident.opened': (event, { t }) => t('event.massincident.opened', numberIn(event)),
  'massincident.corrected': (event, { t }) => t('event.massincident.corrected', numberIn(event)),
  'massincident.closing': (event, { t }) => t('event.massincident.closing', numberIn(event)),
  'massincident.closed': (event, { t }) => t('event.massincident.closed', numberIn(event)),
  'customer.created': plain('event.customer.created'),
  'customer.changed': plain('event.customer.changed'),
  'process.published': (event, { t }) =>
    t('event.process.published', { version: numberOf(event, 'version') ?? '—' }),
  'setting.changed': plain('event.setting.changed'),
  'call.ringing': plain('event.call.ringing'),
  'call.answered': plain('event.call.answered'),
  'call.ended': plain('event.call.ended'),
  'call.missed': plain('event.call.missed'),
  'call.recorded': plain('event.call.recorded'),
  'call.dialled': plain('event.call.dialled'),
  'call.outgoing': plain('event.call.outgoing'),
  'callback.done': (event, { t }) => {
    const reason = textOf(event, 'reason') ?? '';
    const known = CALLBACK_ENDS.find((each) => each === reason);
    return known ? t(`event.callback.${known}`) : t('event.callback.other', { reason });
  },
  'notification.sent': (event, { t }) => t(`event.notification.sent${recipient(event)}`),
  'notification.delivered': (event, { t }) => t(`event.notification.delivered${recipient(event)}`),
  'notification.failed': (event, { t }) =>
    t(`event.notification.failed${recipient(event)}`, { reason: noticeReason(textOf(event, 'code'), t) }),
};

function fileIn(event: StoredEvent, t: Texts): string {
  return t(`file.${FILE_KINDS.find((each) => each === textOf(event, 'kind')) ?? 'document'}`);
}

function numberIn(event: StoredEvent): { number: string } {
  return { number: textOf(event, 'number') ?? '—' };
}

function recipient(event: StoredEvent): '' | '.customer' | '.manager' {
  const value = textOf(event, 'recipient');
  return value === 'customer' || value === 'manager' ? `.${value}` : '';
}

/** Whom a link names: the customer, else the phone; null where it cannot be told. */
function linkedWith(event: StoredEvent, { identities }: Vocabulary): string | null {
  const link = identities.find((each) => each.id === event.data.linkId);
  if (!link) return textOf(event, 'customerId');
  if (link.customerId !== null) return link.customerName ?? link.customerId;
  return link.phone === null ? null : phoneLabel(link.phone);
}

function step(event: StoredEvent, field: string, { process, language }: Vocabulary): string {
  const id = textOf(event, field) ?? '';
  return (process && findStep(process, id)?.name[language]) ?? id;
}
