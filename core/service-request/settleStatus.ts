import type { Resolution } from '../customer/resolveCustomer.ts';
import type { TriageReason } from './status.ts';

/** Where a request stands once its customer and service are known as far as they are. */
export interface Settlement {
  status: 'ORDERING' | 'TRIAGE';
  triageReasons: TriageReason[];
}

/** A request goes on by itself only when both its customer and its service are known. */
export function settleStatus(known: {
  resolution: Pick<Resolution, 'reason'>;
  serviceId: string | null;
}): Settlement {
  const triageReasons: TriageReason[] = [];
  if (known.resolution.reason) triageReasons.push(known.resolution.reason);
  if (known.serviceId === null) triageReasons.push('SERVICE_UNKNOWN');
  return { status: triageReasons.length === 0 ? 'ORDERING' : 'TRIAGE', triageReasons };
}
