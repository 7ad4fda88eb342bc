import { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { Hono } from 'hono';
import type { TestSandbox } from '../sandbox.fixture.ts';
import type { Subscriber } from '../subscribers/store.ts';
import type { Chat } from './chat/readChat.ts';

export const TOKEN = '100000001:sandbox-bot-token';

/** The real grammY, speaking to the sandbox. @param token another bot's, where one is not enough. */
export function botAt(root: Hono, token = TOKEN): Bot {
  return new Bot(token, {
    client: {
      apiRoot: 'http://localhost:8080/sandbox/telegram',
      fetch: ((input: string, init?: RequestInit) =>
        root.request(input, init && { ...init, duplex: 'half' })) as typeof fetch,
    },
  });
}

/** A person of the simulator page and what he can do in his Telegram app. */
export interface TestPerson extends Subscriber {
  post(action: string, body?: unknown): Promise<Response>;
  /** Posts, and answers the update that came of it. @throws unless it is 201. */
  send(action: string, body?: unknown): Promise<Update>;
  block(blocked: boolean): Promise<void>;
  chat(): Promise<Chat>;
}

/** @param number any spelling, or `anonymous`. */
export async function personAt(house: TestSandbox, number: string): Promise<TestPerson> {
  const address = `/sandbox/subscribers/${encodeURIComponent(number)}`;
  const person = (await (await house.send('PUT', address, {})).json()) as Subscriber;
  const path = `/sandbox/telegram/people/${person.id}`;
  const post: TestPerson['post'] = async (action, body = {}) =>
    body instanceof FormData
      ? house.root.request(`${path}/${action}`, { method: 'POST', body })
      : house.send('POST', `${path}/${action}`, body);
  return {
    ...person,
    post,
    async send(action, body) {
      const response = await post(action, body);
      if (response.status !== 201) throw new Error(`${action}: ${response.status} ${await response.text()}`);
      return ((await response.json()) as { update: Update }).update;
    },
    block: async (blocked) => void (await house.send('PUT', `${path}/block`, { blocked })),
    chat: async () => ((await (await house.root.request(address)).json()) as { chat: Chat }).chat,
  };
}
