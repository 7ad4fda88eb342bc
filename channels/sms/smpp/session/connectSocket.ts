import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { NoAnswer } from '../../../../core/errors.ts';
import { reasonOf } from '../reasonOf.ts';
import type { SmppLinkSettings } from '../settings.ts';

/**
 * Opens a connection to the SMSC. Over TLS its certificate must be valid for the host; further authorities are named
 * by Node's own `NODE_EXTRA_CA_CERTS`.
 * @param signal gives it up.
 * @throws {NoAnswer} when there is no connection in time.
 */
export function connectSocket(
  { host, port, tls, responseSeconds }: SmppLinkSettings,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = tls
    ? connectTls({ host, port, servername: isIP(host) ? '' : host })
    : connect({ host, port, noDelay: true, keepAlive: true });
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      socket.destroy();
      done();
      reject(new NoAnswer('sms.no-answer', `The SMSC cannot be reached (${reason})`));
    };
    const onAbort = () => fail('stopped');
    const timer = setTimeout(() => fail('timeout'), responseSeconds * 1000);
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    // Stays for the socket's life: what comes later is told by its close.
    socket.on('error', (error) => fail(reasonOf(error)));
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      done();
      resolve(socket);
    });
  });
}
