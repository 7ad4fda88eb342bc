import { autoRetry } from '@grammyjs/auto-retry';
import { Api } from 'grammy';
import { Hono } from 'hono';
import { defineChannel } from '../../core/channel.ts';
import { problemHandler } from '../../core/problem.ts';
import { createFetchFile } from './api/fetchFile.ts';
import { cutBy } from './api/signal.ts';
import { createBackground } from './background.ts';
import { createBot } from './dialogue/createBot.ts';
import { createDialogue } from './dialogue/createDialogue.ts';
import { createTakeUpdate } from './inbound/takeUpdate.ts';
import { noticesEn } from './locales/noticesEn.ts';
import { noticesRu } from './locales/noticesRu.ts';
import { createSend } from './outbound/createSend.ts';
import { MAX_FILE_BYTES } from './outbound/sendFile.ts';
import { createReceiver } from './receive/createReceiver.ts';
import { POLL_SECONDS } from './receive/pollUpdates.ts';
import { webhookRoutes } from './receive/webhookRoutes.ts';
import { chooseMode, settings } from './settings.ts';

const TELEGRAM = 'https://api.telegram.org';
const API_SECONDS = 10;
/** For a file, which is long, over a line that may be slow. */
const UPLOAD_SECONDS = 120;
/** What the bot says by itself nobody repeats later: short waits are waited for, long ones are not. */
const PATIENCE = { maxRetryAttempts: 2, maxDelaySeconds: 10, rethrowHttpErrors: true };

/**
 * A Telegram bot, reached by webhook or polling.
 * @see https://core.telegram.org/bots/api
 */
export const telegram = defineChannel({
  name: 'telegram',
  settings,
  create(set, deps) {
    const token = set.TELEGRAM_BOT_TOKEN;
    const account = token.split(':', 1).join('');
    const origin = (set.TELEGRAM_API_ROOT ?? TELEGRAM).replace(/(?<!\/)\/+$/, '');
    const client = { apiRoot: origin, timeoutSeconds: API_SECONDS };
    /** One call, one try: who calls repeats durably, or goes on by himself. */
    const plainApi = new Api(token, client);
    const background = createBackground();
    const dialogue = createDialogue({ deps, account, background });
    const bot = createBot({ token, account, client, deps, settleMs: set.TELEGRAM_DEBOUNCE_MS, dialogue });
    bot.api.config.use(autoRetry(PATIENCE), cutBy(background.signal));
    const take = createTakeUpdate({ bot, deps, account });
    const receiver = createReceiver({
      mode: chooseMode(set.TELEGRAM_MODE, deps.publicUrl),
      patientApi: bot.api,
      pollingApi: new Api(token, { ...client, timeoutSeconds: POLL_SECONDS + API_SECONDS }),
      take,
      deps,
      secret: set.TELEGRAM_WEBHOOK_SECRET,
    });
    const routes = new Hono();
    routes.onError(problemHandler(deps.log));
    routes.route('/webhook', webhookRoutes(set.TELEGRAM_WEBHOOK_SECRET, take));
    return {
      routes,
      outbound: {
        send: createSend({
          api: plainApi,
          uploads: new Api(token, { ...client, timeoutSeconds: UPLOAD_SECONDS }),
        }),
        files: { maxBytes: MAX_FILE_BYTES },
        choices: 'buttons',
        byPhone: false,
        templates: { ru: noticesRu, en: noticesEn },
      },
      fetchAttachment: createFetchFile({ api: plainApi, origin, token }),
      start: receiver.start,
      async stop() {
        await receiver.stop();
        await background.close();
      },
    };
  },
});
