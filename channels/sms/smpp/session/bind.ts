import { HelpdeskError } from '../../../../core/errors.ts';
import { describeStatus, STATUS } from '../pdu/status.ts';
import type { SmppLinkSettings } from '../settings.ts';
import type { SmppSession } from './openSession.ts';

/** Both ways, or only out: the SMSC then sends what comes in, and receipts, over another bind. */
export type BindMode = 'transceiver' | 'transmitter';

/** The SMSC answered a bind and said no. */
export class BindRefused extends HelpdeskError {
  /** The name or the password is wrong: no haste will mend it. */
  readonly badCredentials: boolean;

  constructor(status: number) {
    super('smpp.bind-refused', `The SMSC refused the bind with ${describeStatus(status)}`);
    this.badCredentials = status === STATUS.BAD_PASSWORD || status === STATUS.BAD_SYSTEM_ID;
  }
}

/** SMPP v3.4, as interface_version says it. */
const VERSION = 0x34;

/**
 * Logs in.
 * @throws {BindRefused} when the SMSC says no.
 * @throws {NoAnswer} when it says nothing.
 */
export async function bind(session: SmppSession, settings: SmppLinkSettings, mode: BindMode): Promise<void> {
  const { status } = await session.request(`bind_${mode}`, {
    system_id: settings.systemId,
    password: settings.password,
    system_type: settings.systemType,
    interface_version: VERSION,
  });
  if (status !== STATUS.OK) throw new BindRefused(status);
}
