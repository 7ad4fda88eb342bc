import type { LiveCall } from './liveCall.ts';

/** The calls that are going on, and which channel belongs to which. */
export interface CallBook {
  find(linkedid: string | undefined): LiveCall | undefined;
  open(call: LiveCall): void;
  /** The call a channel is in now. */
  callOf(uniqueid: string | undefined): LiveCall | undefined;
  /**
   * Puts a channel to a call that is known; a transfer may take it there from another.
   * @returns the call it left without a channel.
   */
  place(uniqueid: string | undefined, linkedid: string | undefined): LiveCall | undefined;
  /** Takes a channel away. @returns the call whose last channel it was, which is closed by it. */
  remove(uniqueid: string | undefined): LiveCall | undefined;
  all(): LiveCall[];
}

/** Builds an empty book. */
export function createCallBook(): CallBook {
  const calls = new Map<string, LiveCall>();
  const places = new Map<string, string>();

  const takeOut = (uniqueid: string): LiveCall | undefined => {
    const call = calls.get(places.get(uniqueid) ?? '');
    places.delete(uniqueid);
    call?.channels.delete(uniqueid);
    if (!call || call.channels.size > 0) return undefined;
    calls.delete(call.id);
    return call;
  };

  return {
    find: (linkedid) => calls.get(linkedid ?? ''),
    open: (call) => void calls.set(call.id, call),
    callOf: (uniqueid) => calls.get(places.get(uniqueid ?? '') ?? ''),
    place(uniqueid, linkedid) {
      const call = calls.get(linkedid ?? '');
      if (uniqueid === undefined || !call || places.get(uniqueid) === call.id) return undefined;
      const left = takeOut(uniqueid);
      places.set(uniqueid, call.id);
      call.channels.add(uniqueid);
      return left;
    },
    remove: (uniqueid) => (uniqueid === undefined ? undefined : takeOut(uniqueid)),
    all: () => [...calls.values()],
  };
}
