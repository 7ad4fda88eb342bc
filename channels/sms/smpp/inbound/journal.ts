import type { Accepted, ChannelDeps } from '../../../../core/channel.ts';
import { Invalid } from '../../../../core/errors.ts';
import { STATUS } from '../pdu/status.ts';
import { reasonOf } from '../reasonOf.ts';
import type { SmppLinkSettings } from '../settings.ts';
import type { Ledger } from './ledger.ts';
import type { Touch } from './touch.ts';

/**
 * Journals one message; never throws.
 * @returns the status to answer it with: taken, or come again. What nobody can read, and what the journal finds fault
 * with, is taken into quarantine: delivered again for ever it would stand in the way of all others.
 */
export async function journal(
  deps: ChannelDeps,
  settings: SmppLinkSettings,
  ledger: Ledger,
  touch: Touch,
): Promise<number> {
  const { account, retryStatus } = settings;
  const { externalId: claimed, mayBeKnown } = ledger.claim(touch.fingerprint);
  let externalId = claimed;
  const take = () => takeIn(deps, touch, account, externalId);
  try {
    let accepted = await take();
    if (accepted.duplicate && !mayBeKnown) {
      externalId = ledger.fresh(touch.fingerprint);
      accepted = await take();
    }
    if (accepted.duplicate) deps.log.info({ account, contactId: accepted.contactId }, 'SMS delivered again');
    return STATUS.OK;
  } catch (error) {
    ledger.refused(touch.fingerprint, externalId);
    deps.log.warn({ account, code: reasonOf(error), answered: retryStatus }, 'SMS not taken');
    return retryStatus;
  }
}

async function takeIn(
  deps: ChannelDeps,
  { fault, toContact }: Touch,
  account: string,
  externalId: string,
): Promise<Accepted> {
  const contact = toContact(account, externalId);
  if (fault !== undefined) return deps.quarantine(contact, fault);
  try {
    return await deps.accept(contact);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return deps.quarantine(contact, 'sms.invalid');
  }
}
