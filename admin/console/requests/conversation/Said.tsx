import type { AttachmentView } from '../../../../core/attachment/readAttachments.ts';
import { readChoice } from '../../../../core/contact/choice.ts';
import type { ContactView } from '../../../../core/contact/readContacts.ts';
import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';
import { Stars } from '../../layout/Stars.tsx';
import { Time } from '../../layout/Time.tsx';
import { channelLabel, phoneLabel } from '../../layout/words.ts';
import type { Merged } from '../../timeline/readTimeline.ts';
import { Attachments } from './Attachments.tsx';

/** A mark a channel leaves where there were no words, such as `[фото]`. */
const MARK = /^\[[^\]]*\]$/;

interface SaidProps {
  page: Page;
  contact: ContactView & Merged;
  /** Whether the request had its service before this contact came. */
  hadService: boolean;
  files: AttachmentView[];
  serviceNames: Map<string, string>;
}

/** One contact in the customer's own words, with what came along. */
export function Said(props: SaidProps) {
  const { page, contact, files } = props;
  const { t } = page;
  const sender = senderWords(contact, page);
  return (
    <li class="said" id={`c-${contact.id}`}>
      <span class="said-icon" title={t(`kind.${contact.kind}`)}>
        <Icon name={contact.kind} />
      </span>
      <div class="min-w-0 flex-1">
        <p class="said-meta">
          <span class="text-strong">{channelLabel(contact.channel, t)}</span>
          {sender !== null && <span class="wrap-anywhere">{sender}</span>}
          {contact.mergedFrom !== undefined && (
            <span>{t('work.merged.said', { number: contact.mergedFrom })}</span>
          )}
          {contact.queue !== null && <span>{t('talk.queue', { queue: contact.queue })}</span>}
          <Time page={page} at={contact.occurredAt} as="clock" class="ml-auto" />
        </p>
        <Words {...props} />
        <Attachments page={page} files={files} />
        {contact.duplicates > 0 && (
          <p class="timeline-meta mt-1">{t('talk.duplicates', { count: contact.duplicates })}</p>
        )}
      </div>
    </li>
  );
}

/** The number, or what stood in its place; nothing where the channel names none, as a messenger does. */
function senderWords({ phone, phoneKind, sender }: ContactView, { t }: Page): string | null {
  if (phone !== null) return phoneLabel(phone);
  return phoneKind === 'anonymous' && sender !== null ? t('phone.anonymous') : sender;
}

/** What was said, or picked with a button; what a file says better itself is left to it. */
function Words({ page, contact, files, serviceNames, hadService }: SaidProps) {
  const { t } = page;
  const { text, kind } = contact;
  const picked = readChoice(contact.choice);
  if (picked?.kind === 'rating') {
    return (
      <p class="said-silent">
        {t('rating.label')}: <Stars page={page} rating={picked.stars} />
      </p>
    );
  }
  if (picked) {
    const service = serviceNames.get(picked.serviceId) ?? picked.serviceId;
    return <p class="said-silent">{t(hadService ? 'work.pressed' : 'talk.chose', { service })}</p>;
  }
  if (files.length > 0 && (text === null || MARK.test(text))) return null;
  if (text !== null) return <p class="said-text">{text}</p>;
  return (
    <p class="said-silent">
      {t(`kind.${kind}`)}, {t(kind === 'call' ? 'talk.silent' : 'list.noText')}
    </p>
  );
}
