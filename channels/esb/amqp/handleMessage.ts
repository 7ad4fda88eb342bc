import type { Logger } from 'pino';
import type { AsyncMessage } from 'rabbitmq-client';
import { HelpdeskError, Invalid, NoAnswer, Unavailable } from '../../../core/errors.ts';
import { isStoreAway } from '../../../core/storeAway.ts';
import { readEvents } from '../events/receivedEvent.ts';
import type { EventTaker } from '../events/takeEvents.ts';
import { deadLetter } from './deadLetter.ts';
import type { Publisher } from './publisher.ts';
import { readMessage } from './readMessage.ts';

/**
 * `done`: it is committed, or kept as a dead letter. `again`: it stays on the bus until the store or the broker is well.
 * `failed`: it stays on the bus and is at fault itself, as far as we know.
 */
export type Verdict = 'done' | 'again' | 'failed';

/** How often a message that fails for no reason we know is tried before it gives way to those behind it. */
const TRIES = 5;

/**
 * @returns takes one message; never rejects, and resolves with `done` only when the message may be acknowledged.
 */
export function createMessageHandler(options: {
  events: EventTaker;
  publisher: Publisher;
  log: Logger;
}): (message: AsyncMessage) => Promise<Verdict> {
  const { events, publisher, log } = options;
  return async (message) => {
    try {
      await events.take(readEvents(readMessage(message)));
      return 'done';
    } catch (error) {
      const reason = reasonToBury(error, message);
      if (reason === undefined) {
        tellFailure(log, error);
        return isPassing(error) ? 'again' : 'failed';
      }
      return bury(reason, message);
    }
  };

  async function bury(reason: string, message: AsyncMessage): Promise<Verdict> {
    try {
      await deadLetter(publisher, message, reason);
      log.warn({ code: reason }, 'a message of the bus was put into the dead-letter queue');
      return 'done';
    } catch (error) {
      tellFailure(log, error);
      return 'again';
    }
  }
}

/** @returns why the message can never be taken; undefined where it may be, later. */
function reasonToBury(error: unknown, message: AsyncMessage): string | undefined {
  if (error instanceof Invalid) return `invalid:${error.field}`;
  if (isPassing(error) || triesOf(message) < TRIES) return undefined;
  return error instanceof HelpdeskError ? error.code : 'internal';
}

/** Whether the fault is the store's or another system's, and says nothing about the message. */
function isPassing(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof NoAnswer || isStoreAway(error);
}

/** A quorum queue counts how often a message was given back to it. */
function triesOf({ headers }: AsyncMessage): number {
  const before: unknown = headers?.['x-delivery-count'];
  return 1 + (typeof before === 'number' ? before : 0);
}

/** That the store is away is told once by whoever waits for it, not by each message. */
function tellFailure(log: Logger, error: unknown): void {
  const code = error instanceof HelpdeskError ? error.code : 'internal';
  if (isPassing(error)) log.debug({ code }, 'a message stays on the bus');
  else log.error({ code, err: error }, 'a message of the bus failed');
}
