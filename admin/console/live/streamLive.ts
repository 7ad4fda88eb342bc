import type { Context } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import { parseCursor } from '../../../core/live/cursor.ts';
import type { ConsoleEnv } from '../env.ts';
import { actorIn } from '../readInput.ts';

/** Bytes that may wait for a slow reader; then it is cut off, and catches up when it comes back. */
const MAX_WAITING = 256 * 1024;

/** What ends a line from outside. */
export interface OpenLine {
  end(): void;
}

/**
 * Answers with an event stream of what changes on this person's screens.
 * @param onOpen called with the line once it is open. @returns how it learns that the line is closed.
 */
export async function streamLive(
  ctx: Pick<HouseContext, 'live'>,
  c: Context<ConsoleEnv>,
  onOpen: (line: OpenLine) => () => void,
): Promise<Response> {
  const encoder = new TextEncoder();
  let end = () => {};
  let leave = () => {};
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened;
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING }),
  );
  let isOpen = true;
  const endWith = (how: (opened: ReadableStreamDefaultController<Uint8Array>) => void) => {
    if (!isOpen) return;
    isOpen = false;
    leave();
    if (controller) how(controller);
  };
  end = () => endWith((opened) => opened.close());
  const unsubscribe = await ctx.live.subscribe({
    actor: actorIn(c),
    cursor: parseCursor(c.req.header('last-event-id') ?? c.req.query('after')),
    send(text) {
      if (!isOpen || !controller) return;
      controller.enqueue(encoder.encode(text));
      // Closed in order it would keep all that waits until it is read, which may be never.
      if ((controller.desiredSize ?? 0) <= 0) endWith((opened) => opened.error(tooSlow()));
    },
    end: () => end(),
  });
  const closed = onOpen({ end: () => end() });
  leave = () => {
    isOpen = false;
    unsubscribe();
    closed();
  };
  if (!isOpen || c.req.raw.signal.aborted) leave();
  return c.body(stream, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // Neither kept nor packed: a packer would hold messages back until it has enough of them.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
}

/** The server takes it for what it is: the other side is gone, and the line is broken off without a word. */
function tooSlow(): Error {
  return Object.assign(new Error('the reader does not read'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
}
