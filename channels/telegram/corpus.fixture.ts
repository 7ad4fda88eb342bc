import { readdirSync, readFileSync } from 'node:fs';
import type { InboundAttachment, InboundContact } from '../../core/channel.ts';

const FOLDER = new URL('payloads/corpus/', import.meta.url);

/** An update as Telegram delivers it, read from the corpus. */
export type Recorded = { update_id: number } & Record<string, unknown>;

/** Every update of the corpus, by the name of its file. */
export const corpus = new Map<string, Recorded>(
  readdirSync(FOLDER).map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')),
  ]),
);

/** What is asserted of a contact; evidence and time aside. */
export type Read = Pick<
  InboundContact,
  | 'thread'
  | 'address'
  | 'identity'
  | 'sender'
  | 'rung'
  | 'choice'
  | 'text'
  | 'language'
  | 'attachments'
  | 'settleMs'
>;

/** What an update becomes, and which methods of the Bot API answer it. */
export type Outcome = (
  | { becomes: 'contact'; read: Read }
  | { becomes: 'dialogue' | 'ignored' }
  | { becomes: 'quarantined'; code: string; read: Partial<Read> }
) & { says: string[] };

const IN_PRIVATE = {
  thread: '500100200',
  address: '500100200',
  identity: '500100200',
  language: 'ru' as const,
};
export const ALICE = {
  thread: '500100300',
  address: '500100300',
  identity: '500100300',
  language: 'en' as const,
};

/** A message of Pyotr's in his private chat, but for what is said otherwise. */
export function contact(change: Partial<Read>, says: string[] = []): Outcome {
  const still = { sender: null, rung: 'UNKNOWN' as const, choice: undefined, text: null, attachments: [] };
  return { becomes: 'contact', read: { ...IN_PRIVATE, ...still, settleMs: 1000, ...change }, says };
}

/** The same in a group, where nobody is known. */
export function inGroup(thread: string, change: Partial<Read>, says: string[] = []): Outcome {
  const address = thread.split(':', 1).join('');
  return contact({ thread, address, identity: null, ...change }, says);
}

/** A pressed button: it waits for nothing, and is answered and marked. */
export function choice(id: string, change: Partial<Read> = {}): Outcome {
  const says = ['answerCallbackQuery', 'editMessageReplyMarkup'];
  return contact({ choice: id, attachments: undefined, settleMs: undefined, ...change }, says);
}

export function dialogue(...says: string[]): Outcome {
  return { becomes: 'dialogue', says };
}

export function poison(read: Partial<Read>): Outcome {
  const nothing = {
    thread: null,
    address: null,
    identity: null,
    sender: null,
    text: null,
    rung: 'UNKNOWN' as const,
  };
  return {
    becomes: 'quarantined',
    code: 'telegram.shape',
    read: { ...nothing, ...read },
    says: [],
  };
}

export const ignored: Outcome = { becomes: 'ignored', says: [] };

/** One file, as an attachment. */
export function file(
  kind: InboundAttachment['kind'],
  externalId: string,
  size: number,
  fileName: string | null = null,
  mimeType: string | null = null,
): { attachments: InboundAttachment[] } {
  return { attachments: [{ kind, externalId, fileName, mimeType, size }] };
}

/** One place, as an attachment. */
export function place(latitude: number, longitude: number): { attachments: InboundAttachment[] } {
  const nothing = { externalId: null, fileName: null, mimeType: null, size: null };
  return { attachments: [{ kind: 'location', ...nothing, latitude, longitude }] };
}
