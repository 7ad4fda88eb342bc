import { type Bot, BotError } from 'grammy';
import type { ChannelDeps } from '../../../core/channel.ts';
import { HelpdeskError, Invalid, Unavailable } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import { cleanObject } from '../../edge/clean.ts';
import { salvageContact } from './salvageContact.ts';
import { anyUpdate, readUpdate } from './updateShape.ts';

/**
 * Takes one update, however it came; resolves when it may be acknowledged.
 * @throws {z.ZodError} when it is no update at all; {@link Unavailable} when it is to be asked for again.
 */
export type TakeUpdate = (update: object) => Promise<void>;

/**
 * Builds the taking of updates. What cannot be read or handled is quarantined, where a person sees it: Telegram
 * repeats what is not acknowledged and holds back the chat behind it.
 * @param options.account our own id.
 */
export function createTakeUpdate(options: {
  bot: Bot;
  deps: Pick<ChannelDeps, 'quarantine' | 'log'>;
  account: string;
}): TakeUpdate {
  const { bot, deps, account } = options;

  const quarantine = async (body: JsonObject, updateId: number, code: string): Promise<void> => {
    const key = { account, updateId };
    deps.log.warn({ updateId, code }, 'update quarantined');
    try {
      await deps.quarantine(salvageContact(body, key), code);
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      // Something in it cannot even be stored: its id at least is kept.
      deps.log.error({ updateId, error: nameOf(error) }, 'the remains of the update could not be stored');
      await deps.quarantine(salvageContact({ update_id: updateId }, key), code);
    }
  };

  return async (given) => {
    const { update_id: updateId } = anyUpdate.parse(given);
    const body = cleaned(given);
    const update = body && readUpdate(body);
    if (!update) return quarantine(body ?? { update_id: updateId }, updateId, 'telegram.shape');
    try {
      await bot.handleUpdate(update);
    } catch (wrapped) {
      const error = wrapped instanceof BotError ? wrapped.error : wrapped;
      if (error instanceof Unavailable) throw error;
      const code = error instanceof HelpdeskError ? error.code : 'internal';
      deps.log.error({ updateId, code, error: nameOf(error) }, 'update could not be handled');
      await quarantine(body, updateId, 'telegram.handler');
    }
  };
}

/** @returns null for what is nested deeper than any honest update. */
function cleaned(given: object): JsonObject | null {
  try {
    return cleanObject(given);
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

/** Its class, never its text, which may quote the person. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
