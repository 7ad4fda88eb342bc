import type { CountryCode } from 'libphonenumber-js/max';
import { LRUCache } from 'lru-cache';
import type { Step } from '../steps/takeSteps.ts';
import type { AmiSettings } from './amiUrl.ts';
import { createCallBook } from './callBook.ts';
import { callHandlers, goesOutside } from './callHandlers.ts';
import { createCallTeller } from './callTeller.ts';
import type { Frame } from './frames.ts';
import { type LiveCall, openCall, timeOf } from './liveCall.ts';
import { outsideNumber } from './origin.ts';

/** Follows the calls of one Asterisk by its events. */
export interface CallTracker {
  take(frame: Frame): void;
  /**
   * Sets right what was missed while nobody listened.
   * @param channels all that exist, as `CoreShowChannels` lists them.
   */
  reconcile(channels: Frame[]): void;
  /** Hands on the calls that still wait for their queue. */
  flush(): void;
}

/** A call that ended between our own telephones, as far as was known: an originated one nobody took up is told later. */
interface GoneCall {
  call: LiveCall;
  reason: string | null;
  at: Date;
}

/** How long the word of an originated call may come after its end. */
const FORGET_MS = 60_000;

/**
 * A call's end is the end of its last channel. What needs the queue waits for it for a moment, nothing else does.
 * @param options.country whose numbers come without a country code.
 * @param options.emit takes what the house is to be told.
 */
export function createCallTracker(options: {
  settings: AmiSettings;
  country: CountryCode;
  emit(step: Step): void;
}): CallTracker {
  const { settings } = options;
  const book = createCallBook();
  const teller = createCallTeller(settings.account, options.country, options.emit);
  const handlers = callHandlers(settings, teller);
  const gone = new LRUCache<string, GoneCall>({ max: 1000, ttl: FORGET_MS });

  const begin = (frame: Frame, moved: boolean) => {
    if (book.find(frame.Linkedid) || !frame.Uniqueid || frame.Uniqueid !== frame.Linkedid) return;
    const call = openCall(frame, settings, moved, new Date());
    book.open(call);
    if (call.direction !== 'in' || moved || settings.queueWaitMs === 0) teller.rings(call);
    else call.timer = setTimeout(() => teller.rings(call), settings.queueWaitMs);
  };

  const end = (call: LiveCall | undefined, reason: string | null, at: Date) => {
    if (!call) return;
    teller.ended(call, reason, at);
    if (call.direction === 'internal') gone.set(call.id, { call, reason, at });
  };

  const tellGone = (frame: Frame) => {
    const past = frame.Event === 'OriginateResponse' ? gone.get(frame.ActionID ?? '') : undefined;
    if (!past) return;
    goesOutside(teller, past.call, outsideNumber(settings, frame.Exten));
    teller.ended(past.call, past.reason, past.at);
  };

  const take = (frame: Frame) => {
    const at = timeOf(frame, new Date());
    if (frame.Event === 'Newchannel') begin(frame, false);
    end(book.place(frame.Uniqueid, frame.Linkedid), 'Merged', at);
    end(book.place(frame.DestUniqueid, frame.DestLinkedid), 'Merged', at);
    if (frame.Event === 'Hangup') return end(book.remove(frame.Uniqueid), frame['Cause-txt'] ?? null, at);
    const call = book.find(frame.Linkedid) ?? book.callOf(frame.Uniqueid) ?? book.find(frame.ActionID);
    if (call) handlers[frame.Event ?? '']?.(frame, call, at);
    else tellGone(frame);
  };

  return {
    take,
    reconcile(channels) {
      for (const frame of channels) begin(frame, true);
      for (const frame of channels)
        take({ ...frame, Event: frame.BridgeId ? 'BridgeEnter' : 'CoreShowChannel' });
      const alive = new Set(channels.map((frame) => frame.Uniqueid));
      for (const uniqueid of book.all().flatMap((call) => [...call.channels]))
        if (!alive.has(uniqueid)) end(book.remove(uniqueid), null, new Date());
    },
    flush() {
      for (const call of book.all()) if (call.timer) teller.rings(call);
    },
  };
}
