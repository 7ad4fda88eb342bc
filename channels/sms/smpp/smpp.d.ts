/** What is used of `smpp` 0.5: its tables of fields, its writer of PDUs, and, in tests, its server. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer, Socket } from 'node:net';

  /** How one kind of mandatory field lies in a PDU. */
  interface FieldType {
    /** @throws {RangeError} when there is nothing at `offset`. */
    read(buffer: Buffer, offset: number): unknown;
    /** Bytes a value takes. */
    size(value: unknown): number;
  }

  interface CommandTable {
    id: number;
    command: string;
    /** Mandatory fields, in the order of the wire. */
    params?: Record<string, { type: FieldType }>;
  }

  type PduFields = Record<string, unknown>;

  class PDU {
    constructor(command: string, fields?: PduFields);
    command: string;
    command_id: number;
    command_status: number;
    sequence_number: number;
    [field: string]: unknown;
    response(fields?: PduFields): PDU;
    toBuffer(): Buffer;
  }

  class Session extends EventEmitter {
    socket: Socket;
    send(pdu: PDU, onResponse?: (response: PDU) => void): boolean;
    deliver_sm(fields: PduFields, onResponse?: (response: PDU) => void): boolean;
    enquire_link(onResponse?: (response: PDU) => void): boolean;
    unbind(onResponse?: (response: PDU) => void): boolean;
    close(): void;
    destroy(): void;
  }

  const smpp: {
    PDU: typeof PDU;
    createServer(listener: (session: Session) => void): NetServer;
    createServer(options: { key: string; cert: string }, listener: (session: Session) => void): NetServer;
    connect(
      options: { host: string; port: number },
      listener?: () => void,
    ): Session & Record<string, unknown>;
    commandsById: Record<number, CommandTable | undefined>;
    tlvs: Record<string, { id: number } | undefined>;
    errors: Record<string, number>;
  };
  export default smpp;
  export type { PDU, PduFields, Session };
}
