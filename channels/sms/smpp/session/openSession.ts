import type { Socket } from 'node:net';
import smpp, { type PduFields } from 'smpp';
import { NoAnswer } from '../../../../core/errors.ts';
import { isResponse, type Pdu, type PduHeader, readHeader, readPdu, UnreadablePdu } from '../pdu/readPdu.ts';
import { splitFrames } from '../pdu/splitFrames.ts';
import { reasonOf } from '../reasonOf.ts';
import { createPending } from './pending.ts';

/** One connection to an SMSC, from its opening to its end; a link has one after another. */
export interface SmppSession {
  /**
   * Sends a request.
   * @returns the answer, whatever its status.
   * @throws {NoAnswer} when none comes in time or the connection ends first.
   */
  request(command: string, fields?: PduFields): Promise<Pdu>;
  /**
   * Answers a request of the SMSC's.
   * @returns the place of the answer among all we wrote; undefined when the connection is gone.
   */
  respond(to: PduHeader, status: number): number | undefined;
  /** The SMSC has read everything we wrote up to this place: it answered something that stood behind. */
  readUpTo(): number;
  /** Why the connection ended, once it has: a machine word. */
  closed: Promise<string>;
  isOpen(): boolean;
  /** Ends the connection at once. */
  destroy(reason: string): void;
  /** Ends it after what was written. */
  end(reason: string): void;
}

/** What a session tells of. */
export interface SessionListener {
  /** A request of the SMSC's. */
  onRequest(pdu: Pdu, session: SmppSession): void;
  /** A request that does not fit its shape. */
  onUnreadable(header: PduHeader, frame: Buffer, session: SmppSession): void;
}

/**
 * Speaks SMPP over a connection. PDUs are written by `smpp` and read by its tables; its own Session is not used, for
 * it wedges at the first PDU it cannot read, drops that PDU, waits for answers without end and forgets its callbacks
 * when the connection closes. Here a PDU that does not fit is told of and the next is read; bytes that are no PDU at
 * all end the connection.
 * @param socket connected.
 * @param responseMs how long an answer is waited for.
 */
export function openSession(socket: Socket, responseMs: number, listener: SessionListener): SmppSession {
  const pending = createPending(responseMs);
  let sequence = 0;
  let written = 0;
  let readUpTo = 0;
  let reason = 'closed';

  const write = (command: string, fields: PduFields): number | undefined => {
    if (!socket.writable) return undefined;
    socket.write(new smpp.PDU(command, fields).toBuffer());
    written += 1;
    return written;
  };

  const session: SmppSession = {
    async request(command, fields = {}) {
      sequence = (sequence % 0x7fff_ffff) + 1;
      const place = write(command, { ...fields, sequence_number: sequence });
      if (place === undefined) throw new NoAnswer('sms.no-answer', 'The connection to the SMSC is gone');
      const response = await pending.add(sequence);
      readUpTo = Math.max(readUpTo, place);
      return response;
    },
    respond({ command, sequence: sequence_number }, command_status) {
      return write(command ? `${command}_resp` : 'generic_nack', { sequence_number, command_status });
    },
    readUpTo: () => readUpTo,
    isOpen: () => socket.writable,
    destroy(why) {
      reason = socket.destroyed ? reason : why;
      socket.destroy();
    },
    end(why) {
      reason = socket.destroyed ? reason : why;
      socket.destroySoon();
    },
    closed: new Promise((resolve) => {
      socket.once('close', () => {
        pending.failAll();
        resolve(reason);
      });
    }),
  };

  const take = splitFrames((frame) => {
    const header = readHeader(frame);
    const pdu = readSafely(frame);
    if (isResponse(header)) {
      if (pdu) pending.settle(pdu);
      else pending.fail(header.sequence);
    } else if (pdu) listener.onRequest(pdu, session);
    else listener.onUnreadable(header, frame, session);
  });
  socket.on('data', (chunk: Buffer) => {
    try {
      if (!take(chunk)) session.destroy('no-smpp');
    } catch (error) {
      // A fault of ours costs the session; thrown on, it would cost the process.
      session.destroy(reasonOf(error));
    }
  });
  return session;
}

function readSafely(frame: Buffer): Pdu | undefined {
  try {
    return readPdu(frame);
  } catch (error) {
    if (error instanceof UnreadablePdu || error instanceof RangeError) return undefined;
    throw error;
  }
}
