import { createTransport } from 'nodemailer';
import type { Outbound } from '../channel.ts';
import { NoAnswer, Refused } from '../errors.ts';

const TIMEOUT_MS = 10_000;

/**
 * Sends by SMTP. The message id is made of ours, so that a mail told twice is one mail to a careful reader.
 * @param options.url `smtp://…` or `smtps://…`.
 * @param options.from sender's address.
 */
export function createEmailSender(options: { url: string; from: string }): Outbound {
  const transport = createTransport(withMailTimeouts(options.url), { from: options.from });
  const host = options.from.split('@')[1] ?? 'localhost';
  const send: Outbound['send'] = async (message) => {
    try {
      const sent = await transport.sendMail({
        to: message.address,
        subject: message.subject ?? '',
        text: message.text,
        messageId: `<${message.id}@${host}>`,
        headers: { 'Idempotency-Key': message.id },
      });
      return { providerId: sent.messageId };
    } catch (error) {
      const { code, responseCode: status } = error as { code?: string; responseCode?: number };
      // A wrong password is a 5xx too, and says nothing about this message.
      const aboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
      if (aboutMessage && status !== undefined && status >= 500) {
        throw new Refused('email.refused', `the mail server refused with ${status}`, {
          cause: error,
          status,
        });
      }
      throw new NoAnswer('email.unreachable', 'the mail server did not take the message', { cause: error });
    }
  };
  return { send, choices: 'none', byPhone: false };
}

/** How long a mail server may take, told in the URL's query, which nodemailer reads. */
function withMailTimeouts(url: string): string {
  const parsed = new URL(url);
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout']) {
    if (!parsed.searchParams.has(name)) parsed.searchParams.set(name, String(TIMEOUT_MS));
  }
  return parsed.href;
}
