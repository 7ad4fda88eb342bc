import { z } from 'zod';

/**
 * The longest identifier let in. Ids and accounts stand in a unique index together, and a B-tree entry of
 * PostgreSQL ends near 2,700 bytes: a longer one would be refused by the store for ever.
 */
const MAX_WORD = 255;

const word = z
  .union([z.string(), z.number()], { error: 'is required, as a text or a number' })
  .transform((value) => String(value).trim())
  .pipe(z.string().max(MAX_WORD));

/** A short text that must be there: trimmed, not empty. Numbers are taken for their digits. */
export const requiredWord = word.pipe(z.string().min(1, 'must not be empty'));

/** A short text that may be absent. Anything else than a text is null: an ornament must not lose its contact. */
export const optionalWord = word
  .nullish()
  .transform((value) => value || null)
  .catch(null);
