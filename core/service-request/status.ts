/** States of a service request, in the order it walks them. */
export const REQUEST_STATUSES = ['NEW', 'TRIAGE', 'ORDERING', 'IN_PROGRESS', 'CLOSED'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** Why a request was closed. */
export const CLOSE_REASONS = ['RESOLVED', 'INCIDENT_UNLINKED', 'NO_INCIDENT', 'DUPLICATE', 'SPAM'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What a person must settle before a request in TRIAGE can go on. */
export const TRIAGE_REASONS = [
  'NO_PHONE',
  'CUSTOMER_UNKNOWN',
  'CUSTOMER_AMBIGUOUS',
  'SERVICE_UNKNOWN',
  'ORDER_REFUSED',
] as const;
export type TriageReason = (typeof TRIAGE_REASONS)[number];
