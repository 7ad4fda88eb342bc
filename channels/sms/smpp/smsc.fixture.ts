import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import smpp, { type PDU, type PduFields, type Session } from 'smpp';

/** A submit_sm as `smpp` read it. */
export interface Submitted {
  id: string;
  to: string;
  from: string;
  text: string;
  pdu: PDU;
  /** Set where it is a part of a long message: reference, total, number. */
  part: [reference: number, total: number, number: number] | undefined;
}

/** An SMSC on a free loopback port, written with the server and the codec of `smpp`. */
export interface Smsc {
  port: number;
  /** Binds that were taken, in order. */
  binds: PDU[];
  submitted: Submitted[];
  /** Long messages that are whole, and short ones, joined. */
  texts(): string[];
  /** Most submit_sm that were unanswered at a time. */
  mostUnanswered(): number;
  /** enquire_link it was asked. */
  enquiries(): number;
  refusedBinds(): number;
  behave(rules: Partial<Rules>): void;
  /** Resolves with the session once somebody is bound. */
  bound(): Promise<Session>;
  /** Delivers, on the session bound last unless told. @returns the answer. @throws when the session ends without one. */
  deliver(fields: PduFields, on?: Session): Promise<PDU>;
  /** Stops listening and cuts all connections; the port stays known to {@link Smsc.restart}. */
  stop(): Promise<void>;
  restart(): Promise<void>;
}

/** What it does, until told otherwise: take everything at once. */
interface Rules {
  bindStatus: number;
  /** Status of the answer to a submit_sm; undefined: none, ever. */
  submitStatus(submitted: Submitted): number | undefined;
  submitDelayMs: number;
  answersEnquiries: boolean;
  /** Message ids it gives. */
  idOf(count: number): string;
}

/**
 * Starts it.
 * @param tls key and certificate, for an SMSC behind TLS.
 * @param at the port; a free one unless told.
 */
export async function startSmsc(tls?: { key: string; cert: string }, at = 0): Promise<Smsc> {
  const rules: Rules = {
    bindStatus: 0,
    submitStatus: () => 0,
    submitDelayMs: 0,
    answersEnquiries: true,
    idOf: (count) => `id-${count}`,
  };
  const sessions = new Set<Session>();
  const binds: PDU[] = [];
  const submitted: Submitted[] = [];
  let bound: Session | undefined;
  let unanswered = 0;
  let mostUnanswered = 0;
  let enquiries = 0;
  let refusedBinds = 0;

  const onBind = (session: Session) => (pdu: PDU) => {
    session.send(pdu.response({ command_status: rules.bindStatus, system_id: 'fixture' }));
    if (rules.bindStatus !== 0) {
      refusedBinds += 1;
      return;
    }
    binds.push(pdu);
    bound = session;
  };
  const onSubmit = (session: Session) => (pdu: PDU) => {
    const one = readSubmitted(pdu, rules.idOf(submitted.length + 1));
    submitted.push(one);
    unanswered += 1;
    mostUnanswered = Math.max(mostUnanswered, unanswered);
    const status = rules.submitStatus(one);
    if (status === undefined) return;
    setTimeout(() => {
      unanswered -= 1;
      session.send(pdu.response({ command_status: status, message_id: one.id }));
    }, rules.submitDelayMs);
  };
  const accept = (session: Session) => {
    sessions.add(session);
    session.setMaxListeners(0);
    session.on('error', () => session.destroy());
    session.on('close', () => {
      sessions.delete(session);
      if (bound === session) bound = undefined;
    });
    session.on('bind_transceiver', onBind(session));
    session.on('bind_transmitter', onBind(session));
    session.on('submit_sm', onSubmit(session));
    session.on('unbind', (pdu: PDU) => session.send(pdu.response(), () => session.close()));
    session.on('enquire_link', (pdu: PDU) => {
      enquiries += 1;
      if (rules.answersEnquiries) session.send(pdu.response());
    });
  };
  const listen = async (port: number): Promise<Server> => {
    const server = tls ? smpp.createServer(tls, accept) : smpp.createServer(accept);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };

  let server = await listen(at);
  const { port } = server.address() as AddressInfo;
  const smsc: Smsc = {
    port,
    binds,
    submitted,
    texts: () => joinSubmitted(submitted),
    mostUnanswered: () => mostUnanswered,
    enquiries: () => enquiries,
    refusedBinds: () => refusedBinds,
    behave: (changes) => void Object.assign(rules, changes),
    async bound() {
      const deadline = performance.now() + 15_000;
      while (!bound || bound.socket.destroyed) {
        if (performance.now() > deadline) throw new Error('nobody bound to the SMSC');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return bound;
    },
    async deliver(fields, on) {
      const session = on ?? (await smsc.bound());
      return new Promise((resolve, reject) => {
        const onClose = () => reject(new Error('the session ended without an answer'));
        session.once('close', onClose);
        session.deliver_sm({ destination_addr: '0890', ...fields }, (response) => {
          session.off('close', onClose);
          resolve(response);
        });
      });
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const session of sessions) session.destroy();
      await closed;
    },
    async restart() {
      server = await listen(port);
    },
  };
  return smsc;
}

function readSubmitted(pdu: PDU, id: string): Submitted {
  const { message, udh } = pdu.short_message as { message: string; udh?: Buffer[] };
  const element = udh?.find((each) => each[0] === 0);
  return {
    id,
    to: String(pdu.destination_addr),
    from: String(pdu.source_addr),
    text: message,
    pdu,
    part: element && [element.readUInt8(2), element.readUInt8(3), element.readUInt8(4)],
  };
}

function joinSubmitted(all: Submitted[]): string[] {
  const sets = new Map<string, Submitted[]>();
  for (const one of all) {
    const key = one.part ? JSON.stringify([one.to, ...one.part.slice(0, 2)]) : one.id;
    sets.set(key, [...(sets.get(key) ?? []), one]);
  }
  const whole = [...sets.values()].filter((parts) => (parts[0]?.part?.[1] ?? 1) === parts.length);
  return whole.map((parts) =>
    parts
      .sort((a, b) => (a.part?.[2] ?? 0) - (b.part?.[2] ?? 0))
      .map(({ text }) => text)
      .join(''),
  );
}
