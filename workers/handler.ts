import type { HouseContext } from '../core/context.ts';
import type { QueueName } from '../core/queues.ts';

/** What one queue's jobs do. */
export interface Handler {
  queue: QueueName;
  /** Jobs at a time at the most, where the house's own number is too many. */
  concurrency?: number;
  /** Works the row with that id; returns quietly when its state says there is nothing to do. */
  handle(ctx: HouseContext, id: string): Promise<unknown>;
  /**
   * Notes a failed attempt on the row, so that a person sees why it waits.
   * @returns true when the row was taken out of the queue's hands: no more attempts.
   */
  onFailure?(ctx: HouseContext, id: string, failure: { code: string; ours: boolean }): Promise<boolean>;
}
