import type { Language, Texts } from '../i18n.ts';

/** One of several answers a person may pick. */
export interface Choice {
  /** Comes back as {@link InboundContact.choice}. At most 64 bytes, or a channel with buttons leaves it out. */
  id: string;
  label: string;
}

/** A file that goes with a message. */
export interface OutboundFile {
  /** Our id of it. */
  id: string;
  /** Holds no folders and no marks that cannot be seen. */
  fileName: string;
  /** What its bytes are, lower case, without parameters. */
  mimeType: string;
  /** Bytes. */
  size: number;
  /** Its bytes, when they are needed: what went out before need not be read again. */
  read(): Promise<Uint8Array>;
}

/** A message for one person on one channel. */
export interface OutboundMessage {
  /** Our id of this message: the idempotency key towards the provider. */
  id: string;
  /** Same meaning as {@link InboundContact.account}; null: the channel's own default. */
  account: string | null;
  address: string;
  /** Conversation it answers, as {@link InboundContact.thread} named it; null: none. */
  thread: string | null;
  text: string;
  language: Language;
  /** Offer the person a way to share his phone number, where the channel has one. */
  askForPhone: boolean;
  /** Answers to pick from. Empty: none. A channel whose `choices` is `numbers` finds them in the text already. */
  choices: Choice[];
  /** Go behind the text, in their order. Absent or empty where the channel's {@link Outbound.files} says it carries none. */
  files?: OutboundFile[];
}

/** What became of a message that was sent. */
export interface Sent {
  /** The provider's id of it; null: he gives none. */
  providerId: string | null;
  /** Ids of the files the provider did not take, while he took the text. Absent: he took them all. */
  leftOut?: string[];
}

/** How a channel answers people. */
export interface Outbound {
  /**
   * Sends one message, its files with it.
   * @throws {Refused} when the provider will never take it; {@link NoAnswer} when to try again.
   */
  send(message: OutboundMessage & { subject?: string }): Promise<Sent>;
  /** It carries files, each of up to so many bytes; absent: texts only. */
  files?: { maxBytes: number };
  /** How a person picks one of several: presses a button, answers with its number, or not at all. */
  choices: 'buttons' | 'numbers' | 'none';
  /** An address is a phone number and a message costs money: the guards against flood and toll fraud stand here. */
  byPhone: boolean;
  /** How many parts the network carries (and bills) a text in; absent: 1. */
  countSegments?(text: string): number;
  /** This channel's own wording of notices, by template; the house's where it has none. */
  templates?: { ru: Texts; en: Texts };
}

/** What became of a message after the provider took it. May come before our own commit, and more than once. */
export interface DeliveryReceipt {
  /** {@link OutboundMessage.id}, where the provider gives it back. */
  messageId: string | null;
  /** The provider's id otherwise. One of the two must be there. */
  providerId: string | null;
  state: 'DELIVERED' | 'FAILED';
  /** The provider's own code for it. */
  code: string | null;
  at: Date;
}
