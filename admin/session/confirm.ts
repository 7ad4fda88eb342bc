import type { HouseContext } from '../../core/context.ts';
import { NoAnswer, Unauthenticated } from '../../core/errors.ts';
import { withPatience } from '../../core/withPatience.ts';
import { claimConfirmation, endUnconfirmed, storeConfirmation } from './confirmations.ts';
import { createIdentity } from './identity.ts';
import type { LiveSession } from './sessions.ts';
import { storePerson } from './storePerson.ts';

/**
 * Asks the identity provider whether a session that is due goes on, and takes over the person's roles as they are now.
 * Requests of one session at the same time share one asking. A provider that is away changes nothing: the session goes
 * on until its own limits. Resolves when it is known, or when a request has waited long enough.
 * @returns whether the session may be another than it was before.
 */
export type Confirm = (session: Pick<LiveSession, 'id' | 'isDue'>) => Promise<boolean>;

/** A request waits no longer; the asking goes on without it. */
const PATIENCE_MS = 3_000;
/** So long nobody is asked after the provider has not answered: it is away for all. */
const LEFT_ALONE_MS = 10_000;

/** Builds the confirmation of this process's sessions. */
export function createConfirm(ctx: Pick<HouseContext, 'db' | 'config' | 'log' | 'directory'>): Confirm {
  const identity = createIdentity(ctx.config);
  const running = new Map<string, Promise<void>>();
  let leftAloneUntil = 0;

  const ask = async (sessionId: string) => {
    const claimed = await claimConfirmation(ctx.db, ctx.config, sessionId);
    if (!claimed) return;
    const { userId, tokens: former } = claimed;
    try {
      const { person, tokens } = await identity.refresh(userId, former);
      // First, for a rotated token that is lost is a session that is lost.
      await storeConfirmation(ctx.db, sessionId, former, tokens);
      await storePerson(ctx, person);
    } catch (error) {
      if (error instanceof NoAnswer) {
        leftAloneUntil = performance.now() + LEFT_ALONE_MS;
        ctx.log.warn({ userId, code: error.code, err: error.cause }, 'a session goes on unconfirmed');
      } else if (error instanceof Unauthenticated) {
        const ended = await endUnconfirmed(ctx.db, sessionId, former);
        if (ended) ctx.log.info({ userId, code: error.code }, 'the identity provider ended a session');
      } else throw error;
    }
  };
  return async ({ id, isDue }) => {
    let asking = running.get(id);
    if (!asking) {
      if (!isDue || performance.now() < leftAloneUntil) return false;
      asking = ask(id)
        .catch((error: unknown) => ctx.log.error({ err: error }, 'a session could not be confirmed'))
        .finally(() => running.delete(id));
      running.set(id, asking);
    }
    await withPatience(asking, PATIENCE_MS, () => undefined);
    return true;
  };
}
