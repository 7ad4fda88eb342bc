import type { ChannelDeps, OutboundMessage } from '../../../core/channel.ts';
import { NoAnswer } from '../../../core/errors.ts';
import { createReceiver } from './inbound/receive.ts';
import { createPace } from './outbound/pace.ts';
import { submit } from './outbound/submit.ts';
import { STATUS } from './pdu/status.ts';
import type { BindMode } from './session/bind.ts';
import { type Bound, keepBound } from './session/keepBound.ts';
import type { SessionListener } from './session/openSession.ts';
import type { SmppLinkSettings } from './settings.ts';

/** One link to an SMSC. */
export interface SmppLink {
  account: string;
  /**
   * Sends one message; see {@link submit}. A link that was not started binds as a transmitter for it: a process that
   * only sends leaves what comes in to the one that was started.
   * @throws {Refused}, {@link NoAnswer} as `Outbound.send`.
   */
  send(message: OutboundMessage): Promise<{ providerId: string | null }>;
  /** Begins to connect and returns at once: an SMSC that is away is waited for in the background. */
  start(): Promise<void>;
  /** Unbinds. Messages that still wait for an answer end in {@link NoAnswer}. */
  stop(): Promise<void>;
}

/**
 * Builds a link, still unbound: an SMPP 3.4 transceiver that binds again whenever it is cut off.
 * @see https://smpp.org/SMPP_v3_4_Issue1_2.pdf
 */
export function createSmppLink(settings: SmppLinkSettings, deps: ChannelDeps): SmppLink {
  const receiver = createReceiver(settings, deps);
  const patienceMs = settings.responseSeconds * 1000;
  const pace = createPace({ window: settings.window, perSecond: settings.perSecond, patienceMs });
  let binding: { mode: BindMode; bound: Bound } | undefined;
  let stopped = false;

  const listener: SessionListener = {
    onRequest(pdu, session) {
      if (pdu.command === 'deliver_sm') receiver.take(pdu, session);
      else if (pdu.command === 'enquire_link') session.respond(pdu, STATUS.OK);
      else if (pdu.command === 'unbind') {
        session.respond(pdu, STATUS.OK);
        session.end('unbound');
      } else if (pdu.command !== 'alert_notification' && pdu.command !== 'outbind') {
        session.respond({ ...pdu, command: undefined }, STATUS.BAD_COMMAND);
      }
    },
    onUnreadable(header, frame, session) {
      if (header.command === 'deliver_sm') receiver.takeUnreadable(header, frame, session);
      else session.respond({ ...header, command: undefined }, STATUS.BAD_LENGTH);
    },
  };
  const bindAs = (mode: BindMode): Bound => {
    const bound = keepBound({
      settings,
      mode,
      log: deps.log,
      listener,
      onBound: () => mode === 'transceiver' && receiver.bound(),
      onClosed: receiver.closed,
    });
    binding = { mode, bound };
    return bound;
  };

  return {
    account: settings.account,
    async send(message) {
      if (stopped) throw new NoAnswer('sms.no-answer', 'The SMPP link is stopped');
      const bound = binding?.bound ?? bindAs('transmitter');
      return submit(message, { settings, bound, pace });
    },
    async start() {
      if (stopped || binding?.mode === 'transceiver') return;
      await binding?.bound.stop();
      if (!stopped) bindAs('transceiver');
    },
    async stop() {
      stopped = true;
      pace.stop();
      await receiver.stop();
      await binding?.bound.stop();
    },
  };
}
