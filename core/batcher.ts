import { Unavailable } from './errors.ts';

/** Collects what comes at the same time and hands it on together. */
export interface Batcher<Item, Result> {
  /** @returns the item's own result, or throws its own error; {@link Unavailable} when too many wait already. */
  add(item: Item): Promise<Result>;
}

/** What became of one item of a batch. */
export type Outcome<Result> = { ok: true; value: Result } | { ok: false; error: unknown };

interface Waiting<Item, Result> {
  item: Item;
  resolve(value: Result): void;
  reject(error: unknown): void;
}

/**
 * Group commit: while one flush is under way, newcomers gather and go together in the next one. A lone item is
 * flushed at once, so an idle system pays no delay.
 * @param flush gets the items in order; answers one outcome for each, in the same order.
 * @param options.maxSize items in one flush at the most.
 * @param options.maxInFlight flushes at the same time at the most.
 * @param options.maxWaiting items that may wait for a flush; more are turned away at once.
 */
export function createBatcher<Item, Result>(
  flush: (items: Item[]) => Promise<Outcome<Result>[]>,
  options: { maxSize: number; maxInFlight: number; maxWaiting: number },
): Batcher<Item, Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let inFlight = 0;

  const settle = (batch: Waiting<Item, Result>[], outcomes: Outcome<Result>[]) => {
    batch.forEach((each, index) => {
      const outcome = outcomes[index];
      if (outcome?.ok) each.resolve(outcome.value);
      else each.reject(outcome?.error ?? new Error('the batch answered too few outcomes'));
    });
  };

  const pump = () => {
    while (inFlight < options.maxInFlight && waiting.length > 0) {
      const batch = waiting.splice(0, options.maxSize);
      inFlight += 1;
      flush(batch.map((each) => each.item))
        .then((outcomes) => settle(batch, outcomes))
        .catch((error: unknown) => {
          for (const each of batch) each.reject(error);
        })
        .finally(() => {
          inFlight -= 1;
          pump();
        });
    }
  };

  return {
    add: (item) =>
      new Promise<Result>((resolve, reject) => {
        if (waiting.length >= options.maxWaiting) {
          reject(new Unavailable('store.overfull', 'Too much waits for the store'));
          return;
        }
        waiting.push({ item, resolve, reject });
        pump();
      }),
  };
}
