/** Every queue of the house. A job is an id and nothing else: truth lives in rows. */
export const QUEUE_NAMES = ['intake', 'orders', 'notify', 'attachments'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** What a worker is given to run; see workers/. */
export interface WorkerOptions {
  concurrency: number;
  /** @returns milliseconds until the next attempt. */
  backoff(attemptsMade: number): number;
}

export interface Queues {
  /**
   * Enqueues ids. One that is already queued, delayed or running is left alone.
   * @param delayMs how long until their turn comes; 0 unless told.
   * @throws when the backend cannot be reached; rows stay, `sweep` enqueues them later.
   */
  enqueue(name: QueueName, ids: string[], delayMs?: number): Promise<void>;
  /**
   * Starts a worker; its handler sees the id.
   * @returns how to stop it: running jobs end first.
   */
  work(name: QueueName, handler: (id: string) => Promise<void>, options: WorkerOptions): () => Promise<void>;
  /** Jobs waiting or delayed, by queue. */
  depth(name: QueueName): Promise<number>;
  /** Throws unless the backend answers. */
  ping(): Promise<void>;
  /** Waits for running jobs, then lets go of every connection. */
  close(): Promise<void>;
}
