import { Invalid, Unavailable } from '../errors.ts';
import { isDataFault } from './isDataFault.ts';

/**
 * What a sender is told of a write that failed.
 * @param what the thing written, in lower case, e.g. `contact`: names the field at fault, or what could not be stored.
 * @returns {@link Invalid} when the store will never hold it: he must not come again with it; else
 *   {@link Unavailable}: he must.
 */
export function storeFailure(what: string, error: unknown): Invalid | Unavailable {
  if (isDataFault(error)) return new Invalid(what, 'holds a value that cannot be stored', { cause: error });
  return new Unavailable('store.unavailable', `The ${what} could not be stored`, { cause: error });
}
