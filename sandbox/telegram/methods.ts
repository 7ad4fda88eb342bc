import type { Context } from 'hono';
import type pg from 'pg';
import { storeMessage } from '../messages/store.ts';
import { fail, ok } from './answer.ts';
import { structured } from './input.ts';

const MAX_TEXT = 4096;
const MAX_POLL_SECONDS = 50;

/** A bot of the sandbox; its webhook is forgotten with the process, the house sets it again at its start. */
export interface Bot {
  id: number;
  webhook: { url: string; allowedUpdates?: unknown; maxConnections?: unknown } | null;
}

export interface Call {
  c: Context;
  bot: Bot;
  input: Record<string, unknown>;
  pool: pg.Pool;
  /** Ends the long polls when the sandbox stops. */
  stopping: AbortSignal;
}

type Method = (call: Call) => Response | Promise<Response>;

/** The Bot API methods that are here, by their lower-case names (the API does not mind the case). */
export const methods: Record<string, Method> = {
  getme: ({ c, bot }) => ok(c, self(bot)),
  sendmessage: sendMessage,
  sendchataction: ({ c }) => ok(c, true),
  answercallbackquery: ({ c }) => ok(c, true),
  setmycommands: ({ c }) => ok(c, true),
  setwebhook: setWebhook,
  deletewebhook: ({ c, bot }) => {
    bot.webhook = null;
    return ok(c, true, 'Webhook was deleted');
  },
  getwebhookinfo: ({ c, bot }) =>
    ok(c, {
      url: bot.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: 0,
      ...(bot.webhook?.maxConnections !== undefined && { max_connections: bot.webhook.maxConnections }),
      ...(bot.webhook?.allowedUpdates !== undefined && { allowed_updates: bot.webhook.allowedUpdates }),
    }),
  getupdates: getUpdates,
};

async function sendMessage({ c, bot, input, pool }: Call): Promise<Response> {
  const chatId = String(input.chat_id ?? '').trim();
  const text = typeof input.text === 'string' ? input.text : '';
  if (chatId === '') return fail(c, 400, 'Bad Request: chat_id is empty');
  if (text.trim() === '') return fail(c, 400, 'Bad Request: message text is empty');
  if (text.length > MAX_TEXT) return fail(c, 400, 'Bad Request: message is too long');
  const replyMarkup = structured(input.reply_markup);
  const idempotencyKey = c.req.header('idempotency-key');
  const id = await storeMessage(pool, {
    channel: 'telegram',
    to: chatId,
    text,
    replyMarkup,
    idempotencyKey: idempotencyKey && `${bot.id} ${idempotencyKey}`,
  });
  const numeric = /^-?\d+$/.test(chatId);
  const isPrivate = numeric && !chatId.startsWith('-');
  return ok(c, {
    message_id: Number(id),
    from: self(bot),
    chat: {
      ...(numeric ? { id: Number(chatId) } : { id: -1, username: chatId.replace(/^@/, '') }),
      type: isPrivate ? 'private' : 'supergroup',
      ...(isPrivate ? { first_name: 'Клиент' } : { title: 'Клиенты' }),
    },
    date: Math.floor(Date.now() / 1000),
    text,
    ...(replyMarkup && 'inline_keyboard' in replyMarkup && { reply_markup: replyMarkup }),
  });
}

function setWebhook({ c, bot, input }: Call): Response {
  const url = typeof input.url === 'string' ? input.url : '';
  bot.webhook =
    url === ''
      ? null
      : {
          url,
          allowedUpdates: structured(input.allowed_updates),
          maxConnections: Number(input.max_connections ?? 40),
        };
  return ok(c, true, url === '' ? 'Webhook was deleted' : 'Webhook was set');
}

/** Nobody writes to the bot by way of the poll; it waits `timeout` seconds as the real one does, or a poller spins. */
async function getUpdates({ c, bot, input, stopping }: Call): Promise<Response> {
  if (bot.webhook) {
    const advice = 'use deleteWebhook to delete the webhook first';
    return fail(c, 409, `Conflict: can't use getUpdates method while webhook is active; ${advice}`);
  }
  const seconds = Math.min(Number(input.timeout ?? 0) || 0, MAX_POLL_SECONDS);
  if (seconds > 0) await pause(seconds * 1000, AbortSignal.any([stopping, c.req.raw.signal]));
  return ok(c, []);
}

function self(bot: Bot) {
  return {
    id: bot.id,
    is_bot: true,
    first_name: 'HELPDesk',
    username: 'helpdesk_sandbox_bot',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
