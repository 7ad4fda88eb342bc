/** How pressing an incident is, from least to most. Together with the service it decides the terms (core/sla). */
export const PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'CRITICAL'] as const;
export type Priority = (typeof PRIORITIES)[number];
