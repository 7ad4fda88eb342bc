import type { Message } from 'grammy/types';
import { ownPhone } from './ownPhone.ts';
import { journalTexts as t } from './texts.ts';

/** Media by the field that holds it. An animation comes with a document too, so it stands first. */
const MEDIA = [
  ['photo', 'photo'],
  ['animation', 'animation'],
  ['document', 'document'],
  ['voice', 'voice'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['video_note', 'videoNote'],
  ['venue', 'location'],
  ['location', 'location'],
  ['poll', 'poll'],
] as const;

/**
 * What the person said, as text for the agent: the text or caption itself, else a mark naming the kind.
 * @returns null for a person's own shared phone, which says nothing else.
 */
export function describeMessage(message: Message): string | null {
  const said = message.text ?? message.caption;
  if (said) return said;
  if (message.contact) {
    if (ownPhone(message) !== null) return null;
    const { first_name, last_name, phone_number } = message.contact;
    const name = [first_name, last_name].filter(Boolean).join(' ');
    return t('contact', { name, phone: phone_number }).replace(/ {2,}/g, ' ');
  }
  if (message.sticker) return t('sticker', { emoji: message.sticker.emoji ?? '' }).trim();
  const media = MEDIA.find(([field]) => message[field] !== undefined);
  return t(media ? media[1] : 'other');
}
