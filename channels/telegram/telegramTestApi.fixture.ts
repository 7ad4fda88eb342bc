import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import type { Channel } from '../../core/channel.ts';
import { freePort } from '../../core/db/embedded/port.ts';

/** Starts telegram-test-api, a Bot API server of somebody else's making, on a free loopback port. */
export async function startTestApi(): Promise<TelegramServer> {
  const server = new TelegramServer({ host: '127.0.0.1', port: await freePort() });
  await server.start();
  return server;
}

/** Our channel behind a port, mounted where the house mounts it. */
export interface Front {
  origin: string;
  /** From now on requests reach this channel. */
  show(channel: Channel): void;
  close(): Promise<void>;
}

/**
 * Opens a front that adds the secret header, which telegram-test-api does not send.
 * @param secret what setWebhook was told.
 */
export async function openFront(secret: string): Promise<Front> {
  const app = new Hono();
  let house = new Hono();
  app.all('/*', (c) => {
    const headers = new Headers(c.req.raw.headers);
    headers.set('x-telegram-bot-api-secret-token', secret);
    return house.fetch(new Request(c.req.raw, { headers }));
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show(channel) {
      house = new Hono().route('/channels/telegram', channel.routes);
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
