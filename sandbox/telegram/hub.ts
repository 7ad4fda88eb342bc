import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../transaction.ts';
import { createPolls, type Polls } from './updates/polls.ts';
import { createPushes, type Pushes } from './updates/pushes.ts';
import { nextUpdate, queueUpdate, type Update, type UpdateKind } from './updates/store.ts';

/** What the parts of the Bot API server share. */
export interface Hub {
  pool: pg.Pool;
  log: Logger;
  polls: Polls;
  pushes: Pushes;
  /** Aborts when the sandbox stops. */
  stopping: AbortSignal;
  /** Id of the bot people chat with: the one that asked for updates last. */
  currentBot: number;
}

/** @param firstBot id of the bot people chat with until one has asked for updates. */
export function createHub(options: {
  pool: pg.Pool;
  log: Logger;
  stopping: AbortSignal;
  firstBot: number;
}): Hub {
  const { pool, log, stopping, firstBot } = options;
  return {
    pool,
    log,
    stopping,
    polls: createPolls(),
    pushes: createPushes({ pool, log, stopping }),
    currentBot: firstBot,
  };
}

/**
 * Makes an update of what a person did, in one transaction, and wakes whoever delivers it. A kind the bot does not
 * take happens all the same, it only is not told.
 * @param build makes the update's content; what it stores is in the same transaction.
 */
export async function submitUpdate<Content extends object>(
  hub: Hub,
  about: { botId: number; chatId: number; kind: UpdateKind },
  build: (db: pg.PoolClient, updateId: number) => Promise<Content>,
): Promise<Update> {
  const { botId, chatId, kind } = about;
  const { update, queued } = await inTransaction(hub.pool, async (db) => {
    const { updateId, wanted } = await nextUpdate(db, botId, kind);
    const content: Update = { update_id: updateId, [kind]: await build(db, updateId) };
    if (wanted) await queueUpdate(db, botId, chatId, content);
    return { update: content, queued: wanted };
  });
  if (queued) {
    hub.polls.end(botId, 'arrived');
    hub.pushes.kick(botId);
  }
  return update;
}
