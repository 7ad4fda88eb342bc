import type { Api } from 'grammy';
import { LANGUAGES } from '../../../core/i18n.ts';
import { toGrammySignal } from '../api/signal.ts';
import { texts } from '../texts.ts';

/** What the bot answers by itself. */
const COMMANDS = ['start', 'help', 'status'] as const;
export type Command = (typeof COMMANDS)[number];

/** Matched on the text, as some clients leave out the entity that marks a command. */
const COMMAND = new RegExp(`^/(${COMMANDS.join('|')})(?:@\\w+)?(?:\\s|$)`, 'i');

/**
 * Reads a command to the bot itself. Any other is a person's word.
 * @returns null where the text is none.
 */
export function readCommand(text: string | undefined): Command | null {
  const name = COMMAND.exec(text ?? '')?.[1]?.toLowerCase();
  return COMMANDS.find((command) => command === name) ?? null;
}

/**
 * Puts the commands into the bot's menu, in each language; English is shown where there is none of the client's own.
 * @throws GrammyError, HttpError
 * @see https://core.telegram.org/bots/api#setmycommands
 */
export async function announceCommands(api: Api, signal: AbortSignal): Promise<void> {
  for (const language of LANGUAGES) {
    const t = texts(language);
    await api.setMyCommands(
      [
        { command: 'status', description: t('commandStatus') },
        { command: 'help', description: t('commandHelp') },
        { command: 'start', description: t('commandStart') },
      ],
      {
        scope: { type: 'all_private_chats' },
        ...(language === 'en' ? {} : { language_code: language }),
      },
      toGrammySignal(signal),
    );
  }
}
