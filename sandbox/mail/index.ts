import type pg from 'pg';
import type { Logger } from 'pino';
import { SMTPServer } from 'smtp-server';
import { storeMessage } from '../messages/store.ts';
import { parseMail } from './parse.ts';

const MAX_BYTES = 2 * 1024 * 1024;

export interface MailSink {
  /** smtp://127.0.0.1:<port>, empty before `start`. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A mail server that delivers nothing: it keeps each mail as one message per recipient. It acknowledges after the
 * commit. A mail with an `Idempotency-Key` header that was kept before is acknowledged and not kept again.
 */
export function createMailSink(pool: pg.Pool, log: Logger): MailSink {
  let url = '';
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MAX_BYTES,
    closeTimeout: 1_000,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', done);
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        if (stream.sizeExceeded) return done(Object.assign(new Error('Too large'), { responseCode: 552 }));
        keep(pool, Buffer.concat(chunks), recipients).then(
          () => done(null),
          (error: unknown) => {
            log.error({ err: error }, 'a mail was not kept');
            done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
          },
        );
      });
    },
  });
  server.on('error', (error) => log.warn({ err: error }, 'mail sink'));

  return {
    get url() {
      return url;
    },
    start: () =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(0, '127.0.0.1', () => {
          server.server.off('error', reject);
          const address = server.server.address();
          if (typeof address === 'object' && address) url = `smtp://127.0.0.1:${address.port}`;
          resolve();
        });
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function keep(pool: pg.Pool, source: Buffer, recipients: string[]): Promise<void> {
  const { subject, text, headers } = parseMail(source);
  const key = headers.get('idempotency-key');
  for (const to of recipients) {
    const idempotencyKey = key && `${key} ${to}`;
    await storeMessage(pool, { channel: 'email', to, subject, text, idempotencyKey });
  }
}
