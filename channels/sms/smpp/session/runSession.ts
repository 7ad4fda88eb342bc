import type { SmppLinkSettings } from '../settings.ts';
import { type BindMode, bind } from './bind.ts';
import { connectSocket } from './connectSocket.ts';
import { openSession, type SessionListener, type SmppSession } from './openSession.ts';

/** What a session is run with. */
export interface SessionOptions {
  settings: SmppLinkSettings;
  mode: BindMode;
  listener: SessionListener;
  /** Called once it is bound. */
  onBound(session: SmppSession): unknown;
  /** Called once it has ended, bound or not. */
  onClosed(session: SmppSession): void;
}

/**
 * Runs one session from its opening to its end, and asks with enquire_link whether the other side still lives.
 * @param signal ends it at once.
 * @returns why it ended: a machine word.
 * @throws {NoAnswer}, {BindRefused} when it was never bound.
 */
export async function runSession(options: SessionOptions, signal: AbortSignal): Promise<string> {
  const { settings, mode, listener } = options;
  const socket = await connectSocket(settings, signal);
  const session = openSession(socket, settings.responseSeconds * 1000, listener);
  const stop = () => session.destroy('stopped');
  signal.addEventListener('abort', stop, { once: true });
  let enquiries: NodeJS.Timeout | undefined;
  try {
    await bind(session, settings, mode);
    options.onBound(session);
    enquiries = startEnquiries(session, settings.enquireSeconds * 1000);
    return await session.closed;
  } finally {
    clearInterval(enquiries);
    signal.removeEventListener('abort', stop);
    session.destroy('not-bound');
    await session.closed;
    options.onClosed(session);
  }
}

/** An SMSC that answers nothing is as good as gone, whatever TCP says. */
function startEnquiries(session: SmppSession, everyMs: number): NodeJS.Timeout {
  return setInterval(() => {
    session.request('enquire_link').catch(() => session.destroy('enquire-link'));
  }, everyMs);
}
