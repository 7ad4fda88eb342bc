import { openIncident } from '../core/incident/openIncident.ts';
import type { Handler } from './handler.ts';

/** A request with its order gets its incident. */
export const incidents: Handler = { queue: 'incidents', handle: openIncident };
