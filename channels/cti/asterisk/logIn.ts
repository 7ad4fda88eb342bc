import { createHash } from 'node:crypto';
import { NoAnswer } from '../../../core/errors.ts';
import type { AmiSettings } from './amiUrl.ts';
import type { AmiConnection } from './connection.ts';

/**
 * Logs in, without sending the secret where the manager has a challenge to offer.
 * @param events which classes of events to send, e.g. `call,agent`; `off` for none.
 * @throws {NoAnswer} when it says no: that speaks of our settings, never of a call.
 * @see https://docs.asterisk.org/Latest_API/API_Documentation/AMI_Actions/Challenge/
 */
export async function logIn(connection: AmiConnection, settings: AmiSettings, events: string): Promise<void> {
  const { username, secret } = settings;
  const { Challenge } = await connection.act({ Action: 'Challenge', AuthType: 'MD5' });
  const proof =
    Challenge === undefined
      ? { Secret: secret }
      : { AuthType: 'MD5', Key: createHash('md5').update(`${Challenge}${secret}`).digest('hex') };
  const { Response } = await connection.act({
    Action: 'Login',
    Username: username,
    ...proof,
    Events: events,
  });
  if (Response !== 'Success') {
    throw new NoAnswer('ami.login', 'The manager of Asterisk does not take the user or its secret');
  }
}
