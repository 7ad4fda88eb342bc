import { Hono } from 'hono';
import { z } from 'zod';
import { defineChannel } from '../../core/channel.ts';
import { problemHandler } from '../../core/problem.ts';
import { createBackground } from './background.ts';
import { createBot } from './createBot.ts';
import { sendMessage } from './sendMessage.ts';
import { webhookRoutes } from './webhookRoutes.ts';

/**
 * A Telegram bot, reached by webhook.
 * @see https://core.telegram.org/bots/api
 */
export const telegram = defineChannel({
  name: 'telegram',
  settings: z.object({
    TELEGRAM_BOT_TOKEN: z
      .string()
      .regex(/^\d{1,15}:[\w-]+$/, 'must be a token as BotFather gives it: 12345:AbC…'),
    TELEGRAM_WEBHOOK_SECRET: z
      .string()
      .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, _ or -, as setWebhook demands'),
    TELEGRAM_API_ROOT: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  }),
  create(settings, deps) {
    const background = createBackground();
    const bot = createBot({
      token: settings.TELEGRAM_BOT_TOKEN,
      apiRoot: settings.TELEGRAM_API_ROOT?.replace(/\/+$/, ''),
      deps,
      background,
    });
    const routes = new Hono();
    routes.onError(problemHandler(deps.log));
    routes.route('/webhook', webhookRoutes(settings.TELEGRAM_WEBHOOK_SECRET, bot, deps.log));
    return {
      routes,
      send: (message) => sendMessage(bot.api, message),
      stop: () => background.settle(),
    };
  },
});
