import type { DialOrder } from '../../../core/channel.ts';
import { Refused } from '../../../core/errors.ts';
import type { AmiSettings } from './amiUrl.ts';
import { openConnection } from './connection.ts';
import { logIn } from './logIn.ts';

const TIMEOUT_MS = 5000;
/** How long the agent's telephone rings, in milliseconds. */
const RING_MS = 30_000;

const EXTENSION = /^[\w.+*#-]{1,40}$/;
const PHONE = /^\+\d{3,15}$/;

/**
 * Has Asterisk ring the agent, then the customer, through the dialplan context of the agents. The order's id becomes
 * the channel's own id: the same order sent again finds it taken, and rings nobody twice. Any process may dial: it
 * needs no listener.
 * @param timeoutMs of the connection and of each answer; 5 s unless told.
 * @throws {Refused} when Asterisk says no, or the order holds what no dialplan could take.
 * @throws {NoAnswer} when it cannot be reached or asked.
 * @see https://docs.asterisk.org/Latest_API/API_Documentation/AMI_Actions/Originate/
 */
export async function dialThroughAsterisk(
  settings: AmiSettings,
  order: DialOrder,
  timeoutMs = TIMEOUT_MS,
): Promise<void> {
  const { id, extension, phone } = order;
  if (!EXTENSION.test(extension)) throw new Refused('ami.extension', 'The extension is none');
  if (!PHONE.test(phone)) throw new Refused('ami.phone', 'The number is not in E.164');
  const connection = await openConnection(settings, timeoutMs, () => {});
  try {
    await logIn(connection, settings, 'off');
    const { Response } = await connection.act({
      Action: 'Originate',
      ActionID: id,
      Channel: `${settings.dialTech}/${extension}`,
      ChannelId: id,
      Context: settings.context,
      Exten: settings.dialPrefix + phone.slice(1),
      Priority: '1',
      // Once the agent's telephone is up, its CallerID is whom the customer sees calling; never the customer himself.
      CallerID: `<${extension}>`,
      Timeout: String(RING_MS),
      Async: 'true',
    });
    if (Response !== 'Success') throw new Refused('ami.refused', 'Asterisk refused to place the call');
  } finally {
    connection.close();
  }
}
