import { pino } from 'pino';
import type { Actor } from '../access/actor.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { appendEvents, type NewEvent } from '../events.ts';
import { parseCursor } from './cursor.ts';
import { createLiveHub, type LiveHub } from './liveHub.ts';
import type { LiveChange } from './message.ts';

/** A screen that remembers what it was told. */
export interface TestScreen {
  changes: LiveChange[];
  /** Kinds of what was said besides: `hello`, `reset`, `at`, and `end`. */
  words: string[];
  /** As the browser keeps it. */
  lastId: string;
  leave(): void;
}

/** A hub on a real store, and screens that look. */
export interface TestLive {
  store: TestStore;
  hub: LiveHub;
  look(actor: Actor, after?: string): Promise<TestScreen>;
  append(...events: NewEvent[]): Promise<void>;
  close(): Promise<void>;
}

export const agent = (id: string): Actor => ({ kind: 'user', id, roles: ['User'] });
export const supervisor = (id: string): Actor => ({ kind: 'user', id, roles: ['Supervisor'] });

export async function openTestLive(): Promise<TestLive> {
  const store = await openTestStore();
  const hub = createLiveHub({ db: store.db, databaseUrl: store.url, log: pino({ level: 'silent' }) });
  return {
    store,
    hub,
    async look(actor, after) {
      const screen: TestScreen = { changes: [], words: [], lastId: after ?? '', leave: () => {} };
      screen.leave = await hub.subscribe({
        actor,
        cursor: parseCursor(after),
        send: (text) => read(text, screen),
        end: () => screen.words.push('end'),
      });
      return screen;
    },
    append: (...events) => store.db.transaction().execute((trx) => appendEvents(trx, events)),
    async close() {
      await hub.close();
      await store.close();
    },
  };
}

/** As an EventSource reads it. */
function read(text: string, screen: TestScreen): void {
  for (const block of text.split('\n\n').filter(Boolean)) {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    screen.lastId = field('id') ?? screen.lastId;
    const event = field('event');
    if (event !== undefined) screen.words.push(event);
    else screen.changes.push(JSON.parse(field('data') ?? 'null'));
  }
}
