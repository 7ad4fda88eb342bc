/** Why a poll that waits ends. */
export type PollEnd = 'arrived' | 'timeout' | 'replaced' | 'webhook';

interface Waiting {
  end(why: PollEnd): void;
}

/** One poll that may wait. */
export interface Poll {
  /** Resolves once: with the first thing that happened since the poll was opened, or with the next. */
  readonly ended: Promise<PollEnd>;
  /** It is answered now. */
  close(): void;
}

/** The polls that wait for updates: one per bot, as the Bot API has it. */
export interface Polls {
  /**
   * Opens a poll; one of the same bot that waits ends as `replaced`. Open it before you look for updates, or one that
   * arrives in between wakes nobody.
   * @param signal ends it as `timeout`.
   */
  open(botId: number, milliseconds: number, signal: AbortSignal): Poll;
  /** Ends the waiting poll of a bot, should there be one. */
  end(botId: number, why: PollEnd): void;
  /** Notes a poll that does not wait. */
  seen(botId: number): void;
  /** Whether the bot polls: it waits now, or asked within the last seconds. */
  isPolled(botId: number): boolean;
}

/** How long after its last poll a bot counts as polling: it works on what it got. */
const RECENT_MS = 15_000;

export function createPolls(now: () => number = Date.now): Polls {
  const waiting = new Map<number, Waiting>();
  const lastSeen = new Map<number, number>();
  const end: Polls['end'] = (botId, why) => waiting.get(botId)?.end(why);

  return {
    open(botId, milliseconds, signal) {
      end(botId, 'replaced');
      let settle: (why: PollEnd) => void = () => undefined;
      const ended = new Promise<PollEnd>((resolve) => {
        settle = resolve;
      });
      const own: Waiting = {
        end(why) {
          clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
          if (waiting.get(botId) === own) waiting.delete(botId);
          lastSeen.set(botId, now());
          settle(why);
        },
      };
      const onAbort = () => own.end('timeout');
      const timer = setTimeout(() => own.end('timeout'), milliseconds);
      waiting.set(botId, own);
      if (signal.aborted) own.end('timeout');
      else signal.addEventListener('abort', onAbort);
      return { ended, close: () => own.end('timeout') };
    },
    end,
    seen: (botId) => void lastSeen.set(botId, now()),
    isPolled: (botId) => waiting.has(botId) || now() - (lastSeen.get(botId) ?? -RECENT_MS) < RECENT_MS,
  };
}
