import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Conflict, Forbidden, HelpdeskError, Invalid, NoAnswer, Refused } from '../../core/errors.ts';
import type { TextKey } from './texts.ts';

/** What a person is told of a verb's refusal, on the page he sent the form from. */
export interface Failure {
  key: TextKey;
  params?: Record<string, string>;
  status: ContentfulStatusCode;
}

const BY_CODE: Record<string, TextKey> = {
  'servicerequest.not_in_triage': 'error.notInTriage',
  'servicerequest.closed': 'error.alreadyClosed',
  'servicerequest.unreachable': 'error.unreachable',
  'reply.key_used': 'error.replyTaken',
  'call.no_phone': 'error.noPhone',
  'call.no_extension': 'error.noExtension',
  'call.no_dialler': 'error.noDialler',
  'call.country': 'error.country',
  'callback.done': 'error.callbackDone',
  'identity.nobody': 'error.nobody',
  'identity.unlinked': 'error.unlinked',
  'incident.moved': 'error.movedMeanwhile',
  'incident.no_transition': 'error.noTransition',
  'incident.not_yours': 'error.notYours',
};

const BY_FIELD: Record<string, TextKey> = {
  customerId: 'error.customer',
  serviceId: 'error.service',
  step: 'error.step',
  reason: 'error.reason',
  text: 'error.text',
  unlinkReason: 'error.unlinkReason',
  choice: 'error.choose',
  noCustomer: 'error.chooseCustomer',
  noService: 'error.chooseService',
};

/**
 * Puts a refusal into words.
 * @throws the error itself when it is not one a person can do anything about on this page.
 */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof HelpdeskError)) throw error;
  const known = BY_CODE[error.code];
  if (error instanceof Conflict) return { key: known ?? 'error.conflict', status: 409 };
  if (error instanceof Forbidden) return { key: known ?? 'error.forbidden', status: 403 };
  // Not 502: proxies put a page of their own in its place.
  if (error instanceof Refused) return { key: known ?? 'error.refused', status: 409 };
  if (error instanceof NoAnswer) return { key: 'error.noAnswer', status: 503 };
  if (error instanceof Invalid) {
    const key = BY_FIELD[error.field];
    return key ? { key, status: 400 } : { key: 'error.invalid', params: { field: error.field }, status: 400 };
  }
  throw error;
}
