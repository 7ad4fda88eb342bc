import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { recordDeps } from './edge/deps.fixture.ts';
import { problemOf } from './edge/problem.fixture.ts';
import { channels } from './index.ts';

const settings = {
  CTI_TOKEN: 'dev-cti',
  SMS_GATEWAY_TOKEN: 'dev-sms',
  TELEGRAM_BOT_TOKEN: '100000001:dev',
  TELEGRAM_WEBHOOK_SECRET: 'dev-telegram',
  ESB_TOKEN: 'dev-esb',
};

/** All channels in one app, as main.ts mounts them. */
function mountAll() {
  const deps = recordDeps();
  const app = new Hono();
  for (const channel of channels)
    app.route(`/channels/${channel.name}`, channel.create(settings, deps).routes);
  return { app, deps };
}

describe('the channels', () => {
  it('have each a name of their own', () => {
    const names = channels.map((channel) => channel.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  it('take one contact each on the paths the outside relies on', async () => {
    const { app, deps } = mountAll();
    const post = (path: string, body: unknown, headers: Record<string, string>) =>
      app.request(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      });
    const call = { event: 'newCall', direction: 'in', from: '79160000001', callId: 'c1' };
    const update = {
      update_id: 1,
      message: { date: 1, chat: { id: 7, type: 'private' }, from: { id: 7, is_bot: false }, text: 'Да' },
    };
    const event = { specversion: '1.0', type: 'helpdesk.contact.v1', source: '/s', id: 'e1' };
    const data = { phone: '79160000001', text: 'Да' };
    const responses = [
      await post('/channels/cti/dev-cti', call, {}),
      await app.request('/channels/sms/kannel?id=s1&from=79160000001&text=x&token=dev-sms'),
      await post('/channels/telegram/webhook', update, { 'x-telegram-bot-api-secret-token': 'dev-telegram' }),
      await post(
        '/channels/esb/events',
        { ...event, data },
        { authorization: 'Bearer dev-esb', 'content-type': 'application/cloudevents+json' },
      ),
    ];
    expect(responses.map((response) => response.status)).toEqual([200, 200, 200, 202]);
    expect(deps.contacts.map(({ externalId, kind }) => [externalId, kind])).toEqual([
      ['c1', 'call'],
      ['s1', 'message'],
      ['1', 'message'],
      ['e1', 'event'],
    ]);
  });

  it('answer problem documents of their own when mounted, and log the path pattern, not the secret', async () => {
    const { app, deps } = mountAll();
    for (const path of ['cti/guess', 'sms/kannel', 'telegram/webhook', 'esb/events']) {
      const response = await app.request(`/channels/${path}`, { method: 'POST' });
      expect(await problemOf(response)).toMatchObject({ status: 401, code: 'channel.secret' });
    }
    expect(deps.logged()).not.toContain('guess');
    expect(deps.logged().trim().split('\n')).toHaveLength(4);
  });
});
