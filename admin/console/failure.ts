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
  'attachment.key_used': 'files.error.keyUsed',
  'call.no_phone': 'error.noPhone',
  'call.no_extension': 'error.noExtension',
  'call.no_dialler': 'error.noDialler',
  'call.country': 'error.country',
  'callback.done': 'error.callbackDone',
  'identity.nobody': 'error.nobody',
  'identity.unlinked': 'error.unlinked',
  'incident.taken': 'work.error.taken',
  'incident.transferred': 'work.error.transferred',
  'incident.prioritised': 'work.error.prioritised',
  'incident.closed': 'work.error.incidentClosed',
  'incident.no_agent': 'work.error.noAgent',
  'servicerequest.not_merged': 'work.error.notMerged',
  'servicerequest.thread_taken': 'work.error.threadTaken',
  'servicerequest.moved': 'work.error.moved',
  'servicerequest.key_used': 'work.error.keyUsed',
  'incident.moved': 'error.movedMeanwhile',
  'incident.no_transition': 'error.noTransition',
  'contact.not_quarantined': 'quarantine.error.gone',
  'process.exists': 'processes.error.exists',
  'process.published_meanwhile': 'processes.error.meanwhile',
  'process.unchanged': 'processes.error.unchanged',
  'setting.changed': 'settings.error.changed',
  'massincident.moved': 'mass.error.moved',
  'massincident.corrected': 'mass.error.corrected',
  'massincident.area_unknown': 'mass.error.areaUnknown',
  'massincident.active': 'mass.error.active',
  'massincident.not_attached': 'mass.error.notAttached',
  'massincident.attached': 'mass.error.attached',
  'incident.not_yours': 'error.notYours',
};

const BY_FIELD: Record<string, TextKey> = {
  customerId: 'error.customer',
  serviceId: 'error.service',
  step: 'error.step',
  transferTo: 'work.error.transferTo',
  assigneeId: 'work.error.assignee',
  workGroupId: 'work.error.group',
  note: 'work.error.note',
  priority: 'work.error.priority',
  intoId: 'work.error.into',
  intoNumber: 'work.error.noRequest',
  phone: 'work.error.phone',
  reason: 'error.reason',
  text: 'error.text',
  contacts: 'quarantine.error.choose',
  dropReason: 'quarantine.error.dropReason',
  keyword: 'settings.error.ruleWord',
  queue: 'settings.error.ruleWord',
  rules: 'settings.error.rules',
  unlinkReason: 'error.unlinkReason',
  title: 'mass.error.title',
  told: 'mass.error.told',
  resolution: 'mass.error.resolution',
  area: 'mass.error.area',
  sinceMinutes: 'mass.error.since',
  windowMinutes: 'mass.error.windowMinutes',
  minRequests: 'mass.error.minRequests',
  factor: 'mass.error.factor',
  quietMinutes: 'mass.error.quietMinutes',
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
