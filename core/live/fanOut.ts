import type { Logger } from 'pino';
import type { Db } from '../db/db.ts';
import { type Audience, audienceOf, isForAll } from './audience.ts';
import { type Cursor, isAfter } from './cursor.ts';
import { followEvents, type PlacedEvent, readBefore, readEnd } from './eventTail.ts';
import { beatMessage, changeMessage, helloMessage, type LiveChange, resetMessage } from './message.ts';
import { createPeople, type People } from './people.ts';
import { readSights } from './readSights.ts';
import { createSignalHandler } from './signalHandler.ts';
import { listenForSignals } from './signals.ts';
import type { Subscriber } from './subscriber.ts';

/** What reads and what tells, running. */
export interface FanOut {
  /** Tells a screen what it missed and puts it among the subscribers. */
  welcome(subscriber: Subscriber): Promise<void>;
  /** What is said when there is nothing to say. */
  beat(): string;
  stop(): Promise<void>;
}

/** Events kept for those who come back. Whoever missed more fetches everything anew. */
const KEPT = 2_000;
/** How soon a browser comes back after a break. Milliseconds. */
const RETRY_MS = 2_000;

/** A change, ready to be told. */
interface Told {
  cursor: Cursor;
  audience: Audience;
  text: string;
}

/** Begins at the end of the events. @param options.subscribers whom to tell; {@link FanOut.welcome} adds to it. */
export async function createFanOut(options: {
  db: Db;
  databaseUrl: string;
  log: Logger;
  subscribers: Set<Subscriber>;
}): Promise<FanOut> {
  const { db, log, subscribers } = options;
  const people = createPeople(db);
  let position = await readEnd(db);
  const before = await readBefore(db, position, KEPT);
  let kept = await prepare(db, before);
  /** What happened before this place is not kept. */
  let floor: Cursor | null = before.length < KEPT ? null : (before[0]?.cursor ?? null);

  const handleSignal = createSignalHandler({ db, log, subscribers, people });
  const tail = await followEvents({
    db,
    log,
    from: position,
    async take(events) {
      const [known, told] = await Promise.all([people(), prepare(db, events)]);
      // From here on nothing waits: a screen that joins sees each change once, before or after.
      for (const each of subscribers) tell(each, told, known);
      for (const event of events) handleSignal.ofEvent(event);
      position = events.at(-1)?.cursor ?? position;
      const all = [...kept, ...told];
      if (all.length > KEPT) floor = all.at(-KEPT)?.cursor ?? floor;
      kept = all.slice(-KEPT);
    },
  });
  const stopListening = listenForSignals({
    databaseUrl: options.databaseUrl,
    log,
    onSignal(signal) {
      handleSignal.ofSignal(signal);
      tail.wake();
    },
    onListening: tail.wake,
  });
  return {
    async welcome(subscriber) {
      const known = await people();
      const { cursor } = subscriber;
      if (cursor !== null) {
        const isLost = (floor !== null && isAfter(floor, cursor)) || isAfter(cursor, position);
        if (isLost) subscriber.send(resetMessage());
        else
          tell(
            subscriber,
            kept.filter((each) => isAfter(each.cursor, cursor)),
            known,
          );
      }
      subscriber.send(helloMessage(position, RETRY_MS));
      subscribers.add(subscriber);
    },
    beat: () => beatMessage(position),
    async stop() {
      await Promise.all([tail.stop(), stopListening()]);
    },
  };
}

function tell(subscriber: Subscriber, changes: Told[], people: People): void {
  const viewer = people.viewerOf(subscriber.actor);
  const text = changes
    .filter((each) => each.audience(viewer))
    .map((each) => each.text)
    .join('');
  if (text !== '') subscriber.send(text);
}

/** A wave of contacts is told as one of them: whose lists they are on fetch them all. */
function withoutWaves(events: PlacedEvent[]): PlacedEvent[] {
  const isOfWave = (event: PlacedEvent) =>
    event.serviceRequestId === null && event.incidentId === null && !isForAll(event.type);
  const last = new Map(events.filter(isOfWave).map((event) => [event.type, event]));
  return events.filter((event) => !isOfWave(event) || last.get(event.type) === event);
}

async function prepare(db: Db, all: PlacedEvent[]): Promise<Told[]> {
  const events = withoutWaves(all);
  const ids = (key: 'serviceRequestId' | 'incidentId') => [
    ...new Set(events.map((event) => event[key]).filter((id) => id !== null)),
  ];
  const sights = await readSights(db, {
    requestIds: ids('serviceRequestId'),
    incidentIds: ids('incidentId'),
  });
  const placeOf = (event: PlacedEvent) => `${event.cursor.xid} ${event.serviceRequestId}`;
  const births = new Set(events.filter(({ type }) => type === 'servicerequest.opened').map(placeOf));
  return events.map((event) => ({
    cursor: event.cursor,
    audience: audienceOf(event, sights, births.has(placeOf(event))),
    text: changeMessage(changeOf(event), event.cursor),
  }));
}

function changeOf(event: PlacedEvent): LiveChange {
  const { type, serviceRequestId, incidentId, subject, data } = event;
  const call = typeof data.callId === 'string' ? `call:${data.callId}` : null;
  return { type, requestId: serviceRequestId, incidentId, subject: subject ?? call };
}
