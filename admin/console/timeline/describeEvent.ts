import type { StoredEvent } from '../../../core/events.ts';
import type { Language } from '../../../core/i18n.ts';
import type { IconName } from '../layout/Icon.tsx';
import { refusalWords } from '../layout/words.ts';
import type { Texts } from '../texts.ts';
import { textOf } from './eventData.ts';
import { WORDS } from './eventWords.ts';
import type { History } from './readTimeline.ts';

/** An event in plain words. `detail` is somebody else's wording, shown as a quotation. */
export interface EventWords {
  icon: IconName;
  text: string;
  detail: string | null;
}

/** What is needed to name things: language, people, steps, services, links. */
export interface Vocabulary extends Pick<History, 'names' | 'process' | 'identities'> {
  t: Texts;
  language: Language;
  serviceNames: Map<string, string>;
}

const ICONS: Record<string, IconName> = {
  contact: 'message',
  identity: 'link',
  attachment: 'file',
  servicerequest: 'inbox',
  order: 'order',
  incident: 'person',
  call: 'call',
  callback: 'call',
  notification: 'bell',
};

/** What stands out among the events of its subject. */
const OWN_ICONS: Partial<Record<StoredEvent['type'], IconName>> = {
  'servicerequest.replied': 'reply',
  'servicerequest.rated': 'star',
  'call.missed': 'alert',
  'notification.delivered': 'delivered',
  'notification.failed': 'alert',
};

/** Says what an event is; an event of a type not known here is named by its type. */
export function describeEvent(event: StoredEvent, words: Vocabulary): EventWords {
  const [subject = ''] = event.type.split('.');
  return {
    icon: OWN_ICONS[event.type] ?? ICONS[subject] ?? 'event',
    text: WORDS[event.type]?.(event, words) ?? words.t('event.other', { type: event.type }),
    detail: detailOf(event),
  };
}

/** What somebody said about it: the order system's refusal, a colleague's note. */
function detailOf(event: StoredEvent): string | null {
  if (event.type === 'order.refused') return refusalWords(textOf(event, 'refusal') ?? '') || null;
  return event.type === 'incident.transferred' ? textOf(event, 'note') : null;
}

/** Who did it: a person by his name, or which machine. */
export function actorWords(event: StoredEvent, { names, t }: Pick<Vocabulary, 'names' | 't'>): string {
  if (event.actor === 'system') return t('event.system');
  if (event.actor === 'order-system') return t('event.orderSystem');
  return names.get(event.actor) ?? t('event.someone');
}
