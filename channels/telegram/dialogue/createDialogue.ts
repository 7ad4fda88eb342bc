import type { Context } from 'grammy';
import { LRUCache } from 'lru-cache';
import type { ChannelDeps } from '../../../core/channel.ts';
import { toSendError } from '../api/apiError.ts';
import type { Background } from '../background.ts';
import type { Press } from '../inbound/toChoice.ts';
import { answerButton, answerChoice, markChoice } from './buttons.ts';
import type { Command } from './commands.ts';
import { greet, help, thankForPhone } from './greetings.ts';
import { tellStatus } from './tellStatus.ts';

/**
 * What the bot says by itself. Nothing of it is waited for, journalled or repeated later: its calls go on behind the
 * acknowledgement, and what fails leaves a line in the log.
 */
export interface Dialogue {
  /** A command delivered again is answered once, as far as this process remembers. */
  answerCommand(ctx: Context, command: Command): void;
  /** Only after the contact is stored. */
  thankForPhone(ctx: Context): void;
  /** Only after the choice is stored. Saying it twice does no harm. */
  confirmChoice(ctx: Context, press: Press): void;
  /** For a button that means nothing any more. */
  answerDeadButton(ctx: Context): void;
  /** For a button that only shows what was chosen. */
  answerSettledButton(ctx: Context): void;
}

/** What the parts of the dialogue work with. */
export interface Speaker {
  deps: Pick<ChannelDeps, 'listServices' | 'listOwnRequests' | 'log'>;
  /** Our own id. */
  account: string;
}

const REMEMBERED_COMMANDS = 10_000;

/** Builds the dialogue. @param options.account our own id. */
export function createDialogue(options: {
  deps: Speaker['deps'];
  account: string;
  background: Background;
}): Dialogue {
  const { deps, account, background } = options;
  const speaker: Speaker = { deps, account };
  const answered = new LRUCache<number, true>({ max: REMEMBERED_COMMANDS });

  const speak = (ctx: Context, what: string, words: Promise<void>) => {
    const updateId = ctx.update.update_id;
    const logged = words.catch((error: unknown) => {
      const { code, message } = toSendError(error);
      deps.log.warn({ code, reason: message, updateId, what }, 'the dialogue did not get through');
    });
    background.run(logged);
  };

  return {
    answerCommand(ctx, command) {
      const updateId = ctx.update.update_id;
      if (answered.has(updateId)) return;
      answered.set(updateId, true);
      speak(ctx, command, ANSWERS[command](ctx, speaker));
    },
    thankForPhone: (ctx) => speak(ctx, 'thanks', thankForPhone(ctx)),
    confirmChoice(ctx, press) {
      // Each for itself: the short text comes too late after an outage, the mark does not.
      speak(ctx, 'choice', answerChoice(ctx, press));
      speak(ctx, 'mark', markChoice(ctx, press));
    },
    answerDeadButton: (ctx) => speak(ctx, 'dead button', answerButton(ctx, 'buttonDead')),
    answerSettledButton: (ctx) => speak(ctx, 'settled button', answerButton(ctx, 'buttonSettled')),
  };
}

const ANSWERS: Record<Command, (ctx: Context, speaker: Speaker) => Promise<void>> = {
  start: greet,
  help,
  status: tellStatus,
};
