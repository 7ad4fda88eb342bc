import type { ContactView } from '../../../core/contact/readContacts.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Time } from '../layout/Time.tsx';
import { channelLabel, phoneLabel } from '../layout/words.ts';

/** Every contact of the request in the customer's own words, oldest first. */
export function Conversation({ page, contacts }: { page: Page; contacts: ContactView[] }) {
  const { t } = page;
  return (
    <section class="panel" aria-labelledby="said">
      <h2 id="said" class="panel-title">
        {t('request.said')}
      </h2>
      {contacts.length === 0 && <p class="text-faint">{t('request.said.none')}</p>}
      <ol class="conversation">
        {contacts.map((contact) => (
          <Said page={page} contact={contact} />
        ))}
      </ol>
    </section>
  );
}

function Said({ page, contact }: { page: Page; contact: ContactView }) {
  const { t } = page;
  const sender = contact.phone === null ? (contact.sender ?? t('phone.none')) : phoneLabel(contact.phone);
  return (
    <li class="said">
      <span class="said-icon" title={t(`kind.${contact.kind}`)}>
        <Icon name={contact.kind} />
      </span>
      <div class="min-w-0 flex-1">
        <p class="said-meta">
          <span class="text-strong">{channelLabel(contact.channel)}</span>
          <span class="wrap-anywhere">{sender}</span>
          {contact.queue !== null && <span>{t('request.said.queue', { queue: contact.queue })}</span>}
          <Time page={page} at={contact.occurredAt} as="clock" class="ml-auto" />
        </p>
        {contact.text === null ? (
          <p class="said-silent">
            {t(`kind.${contact.kind}`)}, {t(contact.kind === 'call' ? 'request.said.silent' : 'list.noText')}
          </p>
        ) : (
          <p class="said-text">{contact.text}</p>
        )}
        {contact.duplicates > 0 && (
          <p class="timeline-meta">{t('request.said.duplicates', { count: contact.duplicates })}</p>
        )}
      </div>
    </li>
  );
}
