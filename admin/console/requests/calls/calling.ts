import { canDial } from '../../../../core/call/dialCustomer.ts';
import type { HouseContext } from '../../../../core/context.ts';

/** How the customer of a request can be called. */
export interface Calling {
  requestId: string;
  /** E.164; null: there is nothing to call. */
  phone: string | null;
  /** Whether a PBX of ours makes the call; without one the agent's own telephone must. */
  byPbx: boolean;
  /** A closed request has nobody to call. */
  open: boolean;
}

/** How the customer of a request can be called from this process. */
export function callingOf(ctx: Pick<HouseContext, 'channels'>, request: Omit<Calling, 'byPbx'>): Calling {
  return { ...request, byPbx: canDial(ctx) };
}
