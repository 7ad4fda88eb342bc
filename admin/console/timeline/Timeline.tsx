import type { ContactView } from '../../../core/contact/readContacts.ts';
import type { StoredEvent } from '../../../core/events.ts';
import type { Page } from '../env.ts';
import { Icon, type IconName } from '../layout/Icon.tsx';
import { Time } from '../layout/Time.tsx';
import { channelLabel } from '../layout/words.ts';
import { actorWords, describeEvent, type Vocabulary } from './describeEvent.ts';
import type { History } from './readTimeline.ts';

/** All that happened, oldest first: contacts and events in one line of time. */
export function Timeline(props: { page: Page; history: History; serviceNames: Map<string, string> }) {
  const { page, history } = props;
  const words: Vocabulary = {
    ...history,
    t: page.t,
    language: page.language,
    serviceNames: props.serviceNames,
  };
  const entries = [
    ...history.contacts.map((contact) => ({ at: contact.receivedAt, ...ofContact(contact, page) })),
    // That a contact joined is told by the contact itself.
    ...history.events
      .filter(
        (event) =>
          event.type !== 'contact.joined' || !history.contacts.some((each) => each.id === event.contactId),
      )
      .map((event) => ({ at: event.at, ...ofEvent(event, words) })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  return (
    <section class="panel" aria-labelledby="timeline">
      <h2 id="timeline" class="panel-title">
        {page.t('request.timeline')}
      </h2>
      <ol class="timeline">
        {entries.map((entry) => (
          <li>
            <span class="timeline-icon">
              <Icon name={entry.icon} class="size-3.5" />
            </span>
            <div class="min-w-0">
              <p class="wrap-anywhere">{entry.text}</p>
              {entry.detail !== null && <p class="timeline-quote">{entry.detail}</p>}
              <p class="timeline-meta">
                {entry.by}
                {' · '}
                <Time page={page} at={entry.at} as="clock" />
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Entry {
  icon: IconName;
  text: string;
  detail: string | null;
  by: string;
}

function ofContact(contact: ContactView, { t }: Page): Entry {
  const text = t('event.contact', {
    kind: t(`kind.${contact.kind}`),
    channel: channelLabel(contact.channel),
  });
  return { icon: contact.kind, text, detail: null, by: t('request.fact.customer').toLowerCase() };
}

function ofEvent(event: StoredEvent, words: Vocabulary): Entry {
  return { ...describeEvent(event, words), by: actorWords(event, words) };
}
