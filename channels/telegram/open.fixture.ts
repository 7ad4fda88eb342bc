import { type RecordedDeps, recordDeps } from '../edge/deps.fixture.ts';
import { telegram } from './index.ts';

export const TOKEN = '100000001:dev-token';
const SETTINGS = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_SECRET: 'dev-telegram' };
const SECRET = 'x-telegram-bot-api-secret-token';

/**
 * Builds the channel around a recorder.
 * @param apiRoot the Bot API it calls; by default a port nobody hears.
 * @param more further settings.
 * @param deps the house; a new one by default.
 */
export function openTelegram(
  apiRoot = 'http://127.0.0.1:9',
  more: Record<string, string> = {},
  deps: RecordedDeps = recordDeps(),
) {
  const channel = telegram.create({ ...SETTINGS, TELEGRAM_API_ROOT: apiRoot, ...more }, deps);
  const postText = (body: string, secret: string | null = 'dev-telegram') =>
    channel.routes.request('/webhook', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...(secret === null ? {} : { [SECRET]: secret }) },
    });
  return { deps, channel, postText, post: (update: unknown) => postText(JSON.stringify(update)) };
}

/** The log lines so far, parsed. */
export function linesOf(deps: RecordedDeps): Record<string, unknown>[] {
  const lines = deps.logged().split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}
