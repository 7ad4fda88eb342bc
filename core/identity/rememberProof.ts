import type { Trx } from '../db/db.ts';
import { findLink, linkIdentity, type Sender } from './identityLinks.ts';
import { type Rung, reaches } from './rung.ts';

/** A contact's sender and the phone it tells of him. */
export interface Proof extends Sender {
  id: string;
  phone: string | null;
  rung: Rung;
}

/**
 * Remembers a phone that its sender proved, so that his next messages need not tell it. The newest proof wins; a
 * number that only came along (a caller's, an SMS sender's) comes along every time and is not remembered.
 */
export async function rememberProof(trx: Trx, proof: Proof): Promise<void> {
  const { identity, phone, rung } = proof;
  if (identity === null || phone === null || !reaches(rung, 'SHARED_CONTACT')) return;
  const sender = { channel: proof.channel, account: proof.account, identity };
  const known = await findLink(trx, sender);
  // The same number once more says nothing new, and must not wipe out that an agent recognised him.
  if (known?.phone === phone && reaches(known.rung, rung)) return;
  await linkIdentity(trx, sender, { phone, customer: null, rung, by: 'system', contactId: proof.id });
}
