/** A customer as the house knows him: an id in the customer system, and what a screen shows. */
export interface Customer {
  id: string;
  name: string;
  /** E.164 numbers. */
  phones: string[];
}

/** One of several customers a number may belong to; offered to a person, never merged. */
export interface CustomerCandidate {
  id: string;
  name: string;
}
