import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Customer } from '../../../core/customer/customer.ts';
import { PhoneTaken } from '../../../core/customer/phoneTaken.ts';
import { InvalidFacts } from '../../../core/customer/readFacts.ts';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import type { Texts } from '../texts.ts';
import type { Faults } from './form.ts';

/** Why a form of a customer was not taken, as its page tells it. */
export interface Refusal {
  status: ContentfulStatusCode;
  faults: Faults;
  /** Those of the phones that are none, as they were written. */
  wrongPhones: string[];
  /** Whose the numbers are already. */
  owners: Customer[];
  /** What to say on top of the form. */
  title: string;
  words: string | null;
}

/**
 * Puts the refusal of a form into words.
 * @param form which one: what is to be done about silence differs.
 * @throws the error itself when a person can do nothing about it on this page.
 */
export function toRefusal(error: unknown, form: 'create' | 'edit', t: Texts): Refusal {
  const blank = { faults: {}, wrongPhones: [], owners: [], words: null };
  if (error instanceof InvalidFacts) {
    const { faults, wrongPhones } = error;
    return { ...blank, status: 400, faults, wrongPhones, title: t('customer.faults') };
  }
  if (error instanceof PhoneTaken) {
    return { ...blank, status: 409, owners: error.owners, title: t('customer.taken') };
  }
  if (error instanceof NoAnswer) {
    return { ...blank, status: 503, title: t('customer.noAnswer'), words: t(`customer.noAnswer.${form}`) };
  }
  if (error instanceof Refused) {
    // Not 502: proxies put a page of their own in its place.
    return { ...blank, status: 409, title: t('customer.refused'), words: error.detail ?? null };
  }
  throw error;
}
