import { z } from 'zod';
import { fail, ok } from '../answer.ts';
import { ensureBot, setCommands } from '../botStore.ts';
import { structured } from '../input.ts';
import type { Call } from './call.ts';

const commands = z
  .array(
    z.object({
      command: z.string().regex(/^[a-z0-9_]{1,32}$/),
      description: z.string().min(1).max(256),
    }),
  )
  .max(100);

/** Sets the bot's menu, of one language or of all. @see https://core.telegram.org/bots/api#setmycommands */
export async function setMyCommands({ c, botId, input, hub }: Call): Promise<Response> {
  const parsed = commands.safeParse(structured(input.commands));
  if (!parsed.success) return fail(c, 400, "Bad Request: can't parse BotCommand");
  const language = typeof input.language_code === 'string' ? input.language_code : '';
  await ensureBot(hub.pool, botId);
  await setCommands(hub.pool, botId, language, parsed.data);
  return ok(c, true);
}
