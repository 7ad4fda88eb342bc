import { recordDeps } from '../edge/deps.fixture.ts';
import { telegram } from './index.ts';

const SETTINGS = { TELEGRAM_BOT_TOKEN: '100000001:dev-token', TELEGRAM_WEBHOOK_SECRET: 'dev-telegram' };
const SECRET = 'x-telegram-bot-api-secret-token';

/** Builds the channel around a recorder. @param apiRoot the Bot API it calls; by default a port nobody hears. */
export function openTelegram(apiRoot = 'http://127.0.0.1:9') {
  const deps = recordDeps();
  const channel = telegram.create({ ...SETTINGS, TELEGRAM_API_ROOT: apiRoot }, deps);
  const postText = (body: string, secret: string | null = 'dev-telegram') =>
    channel.routes.request('/webhook', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...(secret === null ? {} : { [SECRET]: secret }) },
    });
  return { deps, channel, postText, post: (update: unknown) => postText(JSON.stringify(update)) };
}
