import type { Pdu } from '../pdu/readPdu.ts';
import type { SmppSession } from '../session/openSession.ts';
import type { Delivery } from './delivery.ts';
import { createLatecomers } from './latecomers.ts';
import type { Part } from './readUdh.ts';

/** One part: its text, and every deliver_sm that brought it and still can be answered. */
export interface HeldPart {
  pdu: Pdu;
  fingerprint: string;
  bytes: Buffer;
  deliveries: Delivery[];
}

/** Parts of one long message, by their numbers: all of them, or as many as came in time. */
export interface PartSet {
  total: number;
  /** One of its deliver_sm: all are from one sender to one of our numbers. */
  pdu: Pdu;
  parts: Map<number, HeldPart>;
}

/** How long an SMSC is believed to wait for us. */
const LIMITED_MS = 10 * 60_000;
/** A person sends one long message after another; a telephone may mix two. */
const MAX_SETS_OF_SENDER = 2;
/** Given up for want of room, not of time: a part that follows at once shows nothing of the SMSC. */
const NO_STALL = Number.POSITIVE_INFINITY;

/** Collects the parts of long messages; see {@link createAssembler}. */
export interface Assembler {
  add(delivery: Delivery, part: Part, bytes: Buffer): void;
  /** A new session: what was learnt of the last one's window is forgotten. */
  bound(): void;
  /** A session has ended: what came by it is unanswered and comes again. */
  closed(session: SmppSession): void;
  /** Lets go of everything; it stays unanswered. */
  clear(): void;
}

/**
 * Collects the parts of long messages. A part is safe only in the journal, and there the message goes as a whole: so
 * the parts are held **unanswered** until the last one is there. Should we crash meanwhile, the SMSC has them all.
 *
 * What is held takes up the SMSC's window, and whoever never sends the rest of his messages would fill it: nothing more
 * would come in, from anybody. So one sender has two open sets at the most, and all together have so many parts; the
 * oldest set makes way.
 *
 * A set that stays incomplete, or makes way, is handed on as it is, and a part that comes later is handed on alone: late words are
 * better than none. An SMSC that lets fewer deliveries be unanswered than we hold would wait for us as we wait for it;
 * that shows in a part that arrives as soon as its set was given up. For a while fewer are held then: the part may have
 * been late by chance.
 *
 * @param options.holdMs how long a set is waited for; 0: every part is handed on alone.
 * @param options.heldParts how many deliveries are held unanswered at the most, of all senders together.
 * @param options.onReady takes what is handed on.
 * @param options.onStall told how many deliveries the SMSC leaves unanswered at the most.
 */
export function createAssembler(options: {
  holdMs: number;
  heldParts: number;
  onReady(set: PartSet): void;
  onStall(window: number): void;
}): Assembler {
  const { holdMs, onReady } = options;
  const sets = new Map<string, PartSet & { timer: NodeJS.Timeout }>();
  let limit: { window: number; until: number } | undefined;
  const window = () => (limit && limit.until > Date.now() ? limit.window : Number.POSITIVE_INFINITY);
  const latecomers = createLatecomers((held) => {
    if (held >= window()) return;
    limit = { window: held, until: Date.now() + LIMITED_MS };
    options.onStall(held);
  });

  const held = () => [...sets.values()].reduce((sum, set) => sum + deliveriesOf(set).length, 0);
  const take = (key: string): PartSet | undefined => {
    const set = sets.get(key);
    clearTimeout(set?.timer);
    sets.delete(key);
    return set;
  };
  const giveUp = (key: string, heldThen: number) => {
    const set = take(key);
    if (!set) return;
    latecomers.note(key, [...set.parts.keys()], heldThen);
    onReady(set);
  };
  const makeRoom = () => {
    const most = Math.min(options.heldParts, window() - 1);
    for (const key of sets.keys()) if (held() > most) giveUp(key, NO_STALL);
  };
  const open = (key: string, total: number, pdu: Pdu) => {
    const own = [...sets].filter(([, set]) => set.pdu.words.source_addr === pdu.words.source_addr);
    for (const [old] of own.slice(0, Math.max(0, own.length + 1 - MAX_SETS_OF_SENDER))) giveUp(old, NO_STALL);
    const parts = new Map<number, HeldPart>();
    const set = { total, pdu, parts, timer: setTimeout(() => giveUp(key, held()), holdMs) };
    sets.set(key, set);
    return set;
  };

  return {
    add(delivery, part, bytes) {
      const key = keyOf(delivery, part);
      const { pdu, fingerprint } = delivery;
      const alone: HeldPart = { pdu, fingerprint, bytes, deliveries: [delivery] };
      if (holdMs === 0 || latecomers.isLate(key, part.number)) {
        return onReady({ total: part.total, pdu, parts: new Map([[part.number, alone]]) });
      }
      const same = sets.get(key)?.parts.get(part.number);
      if (same?.fingerprint === fingerprint) {
        same.deliveries.push(delivery);
        return makeRoom();
      }
      if (same) {
        // The sender's references came round before the last message of that number was whole.
        giveUp(key, NO_STALL);
        latecomers.forget(key);
      }
      const set = sets.get(key) ?? open(key, part.total, pdu);
      set.parts.set(part.number, alone);
      if (set.parts.size < set.total) return makeRoom();
      take(key);
      onReady(set);
    },
    bound() {
      limit = undefined;
    },
    closed(session) {
      for (const [key, set] of sets) {
        for (const [number, part] of set.parts) {
          part.deliveries = part.deliveries.filter((delivery) => delivery.session !== session);
          if (part.deliveries.length === 0) set.parts.delete(number);
        }
        if (set.parts.size === 0) take(key);
      }
    },
    clear() {
      for (const key of [...sets.keys()]) take(key);
    },
  };
}

function deliveriesOf({ parts }: PartSet): Delivery[] {
  return [...parts.values()].flatMap(({ deliveries }) => deliveries);
}

function keyOf({ pdu }: Delivery, { reference, total }: Part): string {
  return JSON.stringify([pdu.words.source_addr, pdu.words.destination_addr, reference, total]);
}
