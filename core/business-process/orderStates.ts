/**
 * States of an order that may make a transition by themselves.
 * @see TMF641 v4.1, ServiceOrderStateType
 */
export const ORDER_STATES = [
  'acknowledged',
  'rejected',
  'pending',
  'held',
  'inProgress',
  'cancelled',
  'completed',
  'failed',
  'partial',
  'assessingCancellation',
  'pendingCancellation',
] as const;
