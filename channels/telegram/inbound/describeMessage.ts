import type { Message } from 'grammy/types';
import { z } from 'zod';
import { journalTexts as t } from '../texts.ts';
import { ownPhone } from './ownPhone.ts';

/** Media by the field that holds it. An animation comes with a document too, so it stands first. */
const MEDIA = [
  ['photo', 'photo'],
  ['live_photo', 'photo'],
  ['animation', 'animation'],
  ['document', 'document'],
  ['voice', 'voice'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['video_note', 'videoNote'],
  ['location', 'location'],
  ['poll', 'poll'],
] as const;

const venue = z.object({ title: z.string(), address: z.string() });

/**
 * What the person said, as text for the agent: the text or caption itself, else a mark naming the kind.
 * @returns null for a person's own shared phone, which says nothing else.
 */
export function describeMessage(message: Message): string | null {
  const said = message.text ?? message.caption;
  if (said) return said;
  if (message.contact) return describeCard(message, message.contact);
  if (message.sticker) return t('sticker', { emoji: message.sticker.emoji ?? '' }).trim();
  if (message.venue !== undefined) return describeVenue(message.venue);
  const media = MEDIA.find(([field]) => message[field] !== undefined);
  return t(media ? media[1] : 'other');
}

function describeCard(message: Message, card: NonNullable<Message['contact']>): string | null {
  if (ownPhone(message) !== null) return null;
  const name = [card.first_name, card.last_name].filter(Boolean).join(' ');
  return t('contact', { name, phone: card.phone_number }).replace(/ {2,}/g, ' ');
}

function describeVenue(given: unknown): string {
  const place = venue.safeParse(given).data;
  return place ? `${t('location')} ${place.title}, ${place.address}` : t('location');
}
