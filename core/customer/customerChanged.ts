import { Stale } from '../errors.ts';
import type { Customer } from './customer.ts';

/** Somebody else changed the customer since he was read: nothing was written, and this is how he is now. */
export class CustomerChanged extends Stale {
  /** Not a plain property: a logger would write it out. */
  readonly #current: Customer;

  constructor(current: Customer, options?: { cause?: unknown }) {
    super('customer.changed', 'The customer was changed meanwhile', options);
    this.#current = current;
  }

  /** The customer as his system has him now. */
  get current(): Customer {
    return this.#current;
  }
}
