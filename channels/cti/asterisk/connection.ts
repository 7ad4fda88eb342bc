import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { NoAnswer } from '../../../core/errors.ts';
import type { AmiSettings } from './amiUrl.ts';
import { createFrameReader, type Frame, writeAction } from './frames.ts';

/** A connection to a manager, logged in or about to. */
export interface AmiConnection {
  /**
   * Sends an action and waits for its response.
   * @param headers `Action` and what it takes; an ActionID of ours is added where none is given.
   * @returns the response, an error of theirs included.
   * @throws {NoAnswer} when nothing came in time or the connection broke.
   */
  act(headers: Frame): Promise<Frame>;
  /**
   * Sends an action that is answered by a list of events.
   * @param take is given the events between the response and the list's end, before any event behind it is told: the
   * list is true for that moment only.
   * @throws {NoAnswer} as {@link AmiConnection.act}, and when the response is an error.
   */
  list(headers: Frame, take: (frames: Frame[]) => void): Promise<void>;
  /** Resolves once the connection is gone, whoever ended it. */
  closed: Promise<void>;
  close(): void;
}

/** An action that waits for its answer; `items` gathers a list. */
interface Waiting {
  items: Frame[] | null;
  take(frames: Frame[]): void;
  reject(error: Error): void;
}

const noAnswer = (what: string) => new NoAnswer('ami.no-answer', `The manager of Asterisk ${what}`);

/**
 * Connects. Logging in is another step.
 * @param timeoutMs of the connection and of each answer.
 * @param onEvent called with each event that answers no action of ours, in order.
 * @param stopped gives up connecting.
 * @throws {NoAnswer} when there is no connection in time.
 */
export async function openConnection(
  settings: AmiSettings,
  timeoutMs: number,
  onEvent: (frame: Frame) => void,
  stopped?: AbortSignal,
): Promise<AmiConnection> {
  const late = AbortSignal.timeout(timeoutMs);
  const socket = await openSocket(settings, stopped ? AbortSignal.any([late, stopped]) : late);
  const waiting = new Map<string, Waiting>();
  const read = createFrameReader();
  let sent = 0;

  socket.setEncoding('utf8');
  socket.on('data', (chunk) => {
    const frames = framesOf(read, String(chunk));
    // The other side is no Asterisk: the connection is of no use any more, and who uses it is told by its end.
    if (frames === null) socket.destroy();
    else for (const frame of frames) deliver(frame, waiting, onEvent);
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void closed.then(() => {
    for (const each of [...waiting.values()]) each.reject(noAnswer('broke the connection off'));
  });

  const ask = (headers: Frame, items: Frame[] | null, take: (frames: Frame[]) => void) =>
    new Promise<void>((resolve, reject) => {
      const id = headers.ActionID ?? `hd-${++sent}`;
      const action = writeAction({ ...headers, ActionID: id });
      if (socket.destroyed) return reject(noAnswer('broke the connection off'));
      const done = () => {
        clearTimeout(timer);
        waiting.delete(id);
      };
      const one: Waiting = {
        items,
        take(frames) {
          done();
          take(frames);
          resolve();
        },
        reject(error) {
          done();
          reject(error);
        },
      };
      const timer = setTimeout(() => one.reject(noAnswer('did not answer in time')), timeoutMs);
      waiting.set(id, one);
      socket.write(action);
    });

  return {
    async act(headers) {
      let response: Frame = {};
      await ask(headers, null, ([frame]) => {
        response = frame ?? {};
      });
      return response;
    },
    list: (headers, take) => ask(headers, [], take),
    closed,
    close: () => socket.destroy(),
  };
}

async function openSocket({ host, port, tls }: AmiSettings, signal: AbortSignal): Promise<Socket> {
  // A certificate is asked for by name only (RFC 6066); an address is checked against it all the same.
  const servername = isIP(host) === 0 ? host : '';
  const socket = tls ? connectTls({ host, port, servername }) : connectTcp({ host, port });
  try {
    await once(socket, tls ? 'secureConnect' : 'connect', { signal });
  } catch (error) {
    socket.destroy();
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new NoAnswer('ami.unreachable', `The manager of Asterisk cannot be reached (${code})`);
  }
  // A broken connection also closes; its error says nothing more.
  socket.on('error', () => socket.destroy());
  socket.setNoDelay(true);
  return socket;
}

function framesOf(read: (chunk: string) => Frame[], chunk: string): Frame[] | null {
  try {
    return read(chunk);
  } catch {
    return null;
  }
}

function deliver(frame: Frame, waiting: Map<string, Waiting>, onEvent: (frame: Frame) => void): void {
  const one = frame.ActionID === undefined ? undefined : waiting.get(frame.ActionID);
  if (frame.Event === undefined) {
    if (!one) return;
    if (one.items === null) one.take([frame]);
    else if (frame.Response === 'Error') one.reject(noAnswer('refused a list'));
    return;
  }
  if (!one?.items) onEvent(frame);
  else if (frame.EventList === 'Complete') one.take(one.items);
  else one.items.push(frame);
}
