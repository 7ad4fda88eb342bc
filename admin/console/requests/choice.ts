import { Invalid } from '../../../core/errors.ts';
import type { RequestView } from '../../../core/service-request/readRequests.ts';

/** What a person chose in triage; absent where nothing was. */
export interface Choice {
  customerId?: string;
  serviceId?: string;
}

type Known = Pick<RequestView, 'status' | 'customerId' | 'serviceId'>;

/** What a request still lacks. */
export function missingIn(request: Known): ('customer' | 'service')[] {
  return [
    ...(request.customerId === null ? (['customer'] as const) : []),
    ...(request.serviceId === null ? (['service'] as const) : []),
  ];
}

/**
 * A choice must bring something new while anything is missing: what the request had already, preselected in the form,
 * is no answer. Where nothing is missing, as after a refused order, any word tries again.
 * @throws {Invalid} that asks for what is missing.
 */
export function requireNews(request: Known, choice: Choice): void {
  if (request.status !== 'TRIAGE') return;
  const missing = missingIn(request);
  const isNew = (chosen: string | undefined, known: string | null) =>
    chosen !== undefined && chosen !== known;
  if (missing.length === 0 || isNew(choice.customerId, request.customerId)) return;
  if (isNew(choice.serviceId, request.serviceId)) return;
  if (missing.length === 2) throw new Invalid('choice', 'neither a customer nor a service');
  if (missing[0] === 'customer') throw new Invalid('noCustomer', 'no customer was chosen');
  throw new Invalid('noService', 'no service was chosen');
}
