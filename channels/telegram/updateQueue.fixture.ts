import { pause } from './api/pause.ts';

interface Poll {
  offset?: number;
  limit?: number;
  timeout?: number;
}

/** The updates a Bot API server holds for its bot, and the rules by which it gives them out and forgets them. */
export function createUpdateQueue() {
  let pending: { update_id: number }[] = [];
  let arrival = new AbortController();
  let webhook: string | null = null;
  const forgotten: number[] = [];
  let longestHoldMs = Number.POSITIVE_INFINITY;

  const forget = (offset: number) => {
    const confirmed = pending.filter((update) => update.update_id < offset);
    forgotten.push(...confirmed.map((update) => update.update_id));
    pending = pending.filter((update) => update.update_id >= offset);
  };

  return {
    /** Ids of updates confirmed by an offset, in order. */
    forgotten,
    /** From now on no poll is held for longer, whatever it asks for. */
    holdAtMost(milliseconds: number) {
      longestHoldMs = milliseconds;
    },
    add(...updates: { update_id: number }[]) {
      pending.push(...updates);
      arrival.abort();
      arrival = new AbortController();
    },
    setWebhook(url: string | null): true {
      webhook = url;
      return true;
    },
    /** What getUpdates answers: waits for an update as long as it was asked to. */
    async poll({ offset, limit = 100, timeout = 0 }: Poll, gone: AbortSignal) {
      if (webhook !== null) return 'conflict';
      if (offset !== undefined) forget(offset);
      if (pending.length === 0)
        await pause(Math.min(timeout * 1000, longestHoldMs), AbortSignal.any([arrival.signal, gone]));
      return pending.slice(0, limit);
    },
  };
}
