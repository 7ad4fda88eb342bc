import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { type BotApi, startBotApi } from '../botApi.fixture.ts';
import { linesOf, openTelegram } from '../open.fixture.ts';
import { updates } from '../updates.fixture.ts';

let api: BotApi;
const opened: ReturnType<typeof openTelegram>[] = [];
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(async () => {
  for (const { channel } of opened.splice(0)) await channel.stop?.();
  await api.close();
});

async function start(settings: Record<string, string> = {}, publicUrl = 'https://helpdesk.example') {
  const deps = recordDeps();
  deps.publicUrl = publicUrl;
  const telegram = openTelegram(api.origin, settings, deps);
  opened.push(telegram);
  await telegram.channel.start?.();
  return telegram;
}
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

describe('the start', () => {
  it('tells Telegram of the webhook where the house has https, and does not poll', async () => {
    await start();
    await eventually(() => expect(api.callsOf('setWebhook')).toHaveLength(1));
    expect(api.callsOf('setWebhook')[0]).toEqual({
      url: 'https://helpdesk.example/channels/telegram/webhook',
      secret_token: 'dev-telegram',
      allowed_updates: ['message', 'edited_message', 'callback_query'],
      max_connections: 40,
    });
    expect([...api.callsOf('getUpdates'), ...api.callsOf('deleteWebhook')]).toEqual([]);
  });

  it('polls where it has not, and sets no webhook', async () => {
    await start({}, 'http://localhost:8080');
    await eventually(() => expect(api.callsOf('getUpdates')).toHaveLength(1));
    expect(api.callsOf('setWebhook')).toEqual([]);
  });

  it('tells again until Telegram has it, and waits as long as it is asked to', async () => {
    api.failNext('setWebhook', 'cut', { status: 400 }, { status: 429, parameters: { retry_after: 1 } });
    const before = Date.now();
    const { deps } = await start();
    await eventually(() => expect(api.callsOf('setWebhook')).toHaveLength(4));
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
    await eventually(() => expect(deps.logged()).toContain('the webhook is set'));
    const codes = linesOf(deps).map(({ code }) => code);
    expect(codes).toEqual(['telegram.no-answer', 'telegram.refused', 'telegram.no-answer', undefined]);
    expect(deps.logged()).not.toMatch(/dev-token|dev-telegram|Заявка/);
  });

  it('does not keep the house from stopping while Telegram is away', async () => {
    const { channel } = await start();
    const away = openTelegram(undefined, {});
    await away.channel.start?.();
    const before = Date.now();
    await channel.stop?.();
    await away.channel.stop?.();
    expect(Date.now() - before).toBeLessThan(2_000);
  });

  it('calls nothing where the mode is off, and what is posted is taken all the same', async () => {
    const { deps, channel, post } = await start({ TELEGRAM_MODE: 'off' });
    expect((await post(updates.text)).status).toBe(200);
    await channel.stop?.();
    expect(deps.contacts).toHaveLength(1);
    expect(api.calls).toEqual([]);
  });

  it('takes what is posted in the polling mode too', async () => {
    const { deps, post } = await start({ TELEGRAM_MODE: 'polling' });
    expect((await post(updates.text)).status).toBe(200);
    expect(deps.contacts).toHaveLength(1);
  });

  it('puts the commands into the menu, English for every language but Russian', async () => {
    await start();
    await eventually(() => expect(api.callsOf('setMyCommands')).toHaveLength(2));
    const [ru, en] = api.callsOf('setMyCommands');
    const menu = (...descriptions: string[]) =>
      ['status', 'help', 'start'].map((command, index) => ({ command, description: descriptions[index] }));
    const scope = { type: 'all_private_chats' };
    const russian = menu('Мои открытые обращения', 'Что умеет бот', 'Начать сначала');
    expect(ru).toEqual({ commands: russian, scope, language_code: 'ru' });
    expect(en).toEqual({ commands: menu('My open requests', 'What this bot can do', 'Begin anew'), scope });
  });

  it('goes on without the menu where Telegram does not take it', async () => {
    api.failNext('setMyCommands', { status: 400 });
    const { deps } = await start();
    await eventually(() => expect(deps.logged()).toContain('the command menu is not set'));
    expect(linesOf(deps).find(({ level }) => level === 40)).toMatchObject({ code: 'telegram.refused' });
  });
});
