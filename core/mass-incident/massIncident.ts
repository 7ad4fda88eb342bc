import type { Bilingual } from '../business-process/process.ts';

/**
 * States of a mass incident. PROPOSED by the spike, OPEN by a supervisor's word, CLOSING while its requests are being
 * closed one by one, CLOSED when all are; DISMISSED where a supervisor found no common cause.
 */
export const MASS_INCIDENT_STATES = ['PROPOSED', 'OPEN', 'CLOSING', 'CLOSED', 'DISMISSED'] as const;
export type MassIncidentState = (typeof MASS_INCIDENT_STATES)[number];

/** The numbers a proposal rests on. */
export interface Detected {
  /** Customers who turned to us within the window. */
  count: number;
  windowMinutes: number;
  /** How many do in the same minutes of a usual day. */
  baseline: number;
}

/** A mass incident as people and systems read it. */
export interface MassIncidentView {
  id: string;
  number: string;
  serviceId: string;
  serviceName: string | null;
  serviceNameEn: string | null;
  /** Null: wherever the customer is. */
  area: string | null;
  state: MassIncidentState;
  title: string;
  /** What callers are told; English may be empty. */
  told: Bilingual;
  resolution: Bilingual | null;
  detected: Detected | null;
  /** Requests opened from here on belong to it. */
  beganAt: Date;
  version: number;
  createdAt: Date;
  openedAt: Date | null;
  openedBy: string | null;
  openedByName: string | null;
  /** When its words were corrected last; null: never. */
  correctedAt: Date | null;
  dismissedAt: Date | null;
  dismissedBy: string | null;
  closingAt: Date | null;
  closedAt: Date | null;
  closedBy: string | null;
  /** Requests attached to it but for merged ones, and those of them still open. */
  attached: number;
  stillOpen: number;
}
