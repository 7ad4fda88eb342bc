/** Runs work of one lane one after another, in the order it was given; work without a lane at once. */
export type RunInLane = <Result>(lane: string | null, work: () => Promise<Result>) => Promise<Result>;

/**
 * Keeps what must not overtake in order: the states of one order, delivered side by side. Work behind a failure fails
 * with it and is not run, so that a later state is not recorded before an earlier one that comes again.
 */
export function createLanes(): RunInLane {
  const ends = new Map<string, Promise<unknown>>();
  return async (lane, work) => {
    if (lane === null) return work();
    const turn = (ends.get(lane) ?? Promise.resolve()).then(work);
    ends.set(lane, turn);
    try {
      return await turn;
    } finally {
      if (ends.get(lane) === turn) ends.delete(lane);
    }
  };
}
