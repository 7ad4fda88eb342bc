import type { ConnectionOptions, createPostgresBackend } from 'bullmq';
import type { Redis } from 'ioredis';
import type pg from 'pg';

/** Tells of backend errors: one error that reaches every queue over a shared connection is told once. */
export type Report = (error: Error, where: string) => void;

/** Where the queues live: what BullMQ is handed, and what else differs from one to the other. */
export interface Backend {
  connection: ConnectionOptions | pg.Pool;
  /** Undefined: BullMQ's own, Redis. */
  factory: typeof createPostgresBackend | undefined;
  /** A connection of their own for those who enqueue, where they must fail faster than workers. */
  producer?: Redis;
  ping(): Promise<void>;
  close(): Promise<void>;
}
