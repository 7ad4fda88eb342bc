import { Conflict } from '../errors.ts';
import type { Customer } from './customer.ts';

/** A number is somebody's already; a household may share it, so whoever asks may insist. Nothing was written. */
export class PhoneTaken extends Conflict {
  /** Not a plain property: a logger would write it out. */
  readonly #owners: Customer[];

  constructor(owners: Customer[]) {
    super('customer.phone_taken', 'A phone belongs to another customer already');
    this.#owners = owners;
  }

  /** Whose the numbers are, each once. */
  get owners(): Customer[] {
    return this.#owners;
  }
}
