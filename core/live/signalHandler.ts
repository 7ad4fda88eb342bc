import type { Logger } from 'pino';
import type { Db } from '../db/db.ts';
import type { StoredEvent } from '../events.ts';
import { readPresent } from '../presence/presence.ts';
import { changeMessage } from './message.ts';
import type { People } from './people.ts';
import type { Signal } from './signals.ts';
import type { Subscriber } from './subscriber.ts';

/** Tells those whom a signal is for. */
export interface SignalHandler {
  ofSignal(signal: Signal): void;
  /** A call's event tells what its signal told, should that have gone by unheard. */
  ofEvent(event: Pick<StoredEvent, 'type' | 'data'>): void;
}

/** @param options.people answers who is at which telephone. */
export function createSignalHandler(options: {
  db: Db;
  log: Logger;
  subscribers: ReadonlySet<Subscriber>;
  people(): Promise<People>;
}): SignalHandler {
  const { db, log, subscribers, people } = options;

  const tell = (userIds: ReadonlySet<string>, type: 'pop' | 'presence', subject: string) => {
    const text = changeMessage({ type, requestId: null, incidentId: null, subject }, null);
    for (const each of subscribers) if (userIds.has(each.actor.id)) each.send(text);
  };
  const ofCall = async (callId: string, extensions: string[]) => {
    const known = await people();
    tell(new Set(extensions.flatMap((each) => known.atExtension(each))), 'pop', `call:${callId}`);
  };
  const ofCard = async (subject: string) => {
    const present = await readPresent(db, subject);
    tell(new Set(present.map((each) => each.id)), 'presence', subject);
  };
  const quietly = (work: Promise<void>) => {
    work.catch((error: unknown) => log.warn({ err: error }, 'a live signal could not be passed on'));
  };
  return {
    ofSignal(signal) {
      quietly(signal.kind === 'call' ? ofCall(signal.callId, signal.extensions) : ofCard(signal.subject));
    },
    ofEvent({ type, data }) {
      if (!type.startsWith('call.') || typeof data.callId !== 'string') return;
      const extensions = [data.agentExtension, ...(Array.isArray(data.extensions) ? data.extensions : [])];
      const known = extensions.filter((each) => typeof each === 'string');
      if (known.length > 0) quietly(ofCall(data.callId, known));
    },
  };
}
