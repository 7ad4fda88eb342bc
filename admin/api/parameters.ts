import { z } from '@hono/zod-openapi';
import type { CountryCode } from 'libphonenumber-js/max';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../../core/paging.ts';
import { readPhone } from '../../core/phone.ts';
import { readSearch } from '../../core/search/readSearch.ts';

const MAX_TEXT = 200;
/** What no store can hold, and names that mean a folder in a path. */
const UNUSABLE = /\p{Cc}|^\.{1,2}$/u;

/** A short text a caller may name an object by. */
export const word = z
  .string()
  .min(1)
  .max(MAX_TEXT)
  .refine((text) => !UNUSABLE.test(text), { error: 'holds characters that no id has' });

/** The id of an object that has one of ours, in the path. */
export const idInPath = z.object({
  id: z
    .guid()
    .transform((id) => id.toLowerCase())
    .openapi({ type: 'string', format: 'uuid' }),
});

/**
 * The header by which a caller names what he makes, so that sent twice it is one.
 * @param what is made, in a word.
 */
export function idempotencyKey(what: string) {
  return z.object({
    'Idempotency-Key': z
      .guid()
      .transform((key) => key.toLowerCase())
      .optional()
      .openapi({
        type: 'string',
        format: 'uuid',
        description: `Becomes the id of the ${what}: sent twice under one key it is one ${what}`,
      }),
  });
}

/** The id of an object that another system names, in the path. @param example an id of the sandbox. */
export function foreignIdInPath(example: string) {
  return z.object({ id: word.openapi({ example }) });
}

/** Filter by an id of ours. */
export const idFilter = z.guid().openapi({ format: 'uuid' });

/** Filter by equality with a text. */
export function wordFilter(example: string) {
  return word.openapi({ example });
}

/** `true` or `false`. */
export const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .openapi({ example: 'true' });

/** A moment, with its offset from UTC. */
export const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .openapi({ type: 'string', format: 'date-time', example: '2026-03-01T00:00:00Z' });

/** Which page of a list that grows without end. */
export const paging = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_LIMIT)
    .default(DEFAULT_LIMIT)
    .openapi({ description: 'Items at the most' }),
  cursor: z.string().optional().openapi({ description: '`nextCursor` of the page before' }),
};

/** Which part of a list that is a page long by nature: without `limit` it comes whole. */
export const shortPaging = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_LIMIT)
    .optional()
    .openapi({ description: 'Items at the most; absent: the whole list' }),
  cursor: paging.cursor,
};

/**
 * Words to search by: a number, a phone in any writing or its last digits, words of the text and the name.
 * @param country whose numbers are written without a country code.
 */
export function searchFilter(country: CountryCode) {
  return z
    .string()
    .max(MAX_TEXT)
    .transform((text) => readSearch(text, country))
    .openapi({
      type: 'string',
      description:
        'What people type: a number (`SR-42`, `INC-42`, `42`), a phone in any writing or its last four digits, or ' +
        "words of the text and of the customer's name",
      example: 'интернет',
    });
}

/**
 * A phone in any way of writing it, parsed to E.164.
 * @param country whose numbers are written without a country code.
 */
export function phoneFilter(country: CountryCode) {
  return z
    .string()
    .max(MAX_TEXT)
    .transform((text, parse) => {
      const phone = readQueryPhone(text, country);
      if (phone !== undefined) return phone;
      parse.addIssue({ code: 'custom', message: 'is not a phone number' });
      return z.NEVER;
    })
    .openapi({
      type: 'string',
      description: 'Any way of writing it: `+79160000007`, `8 (916) 000-00-07`',
      example: '+79160000007',
    });
}

/**
 * A caller's number as a PBX shows it: E.164 where it is a phone, else as it stands.
 * @param country whose numbers are written without a country code.
 */
export function callerNumber(country: CountryCode) {
  return z
    .string()
    .max(MAX_TEXT)
    .refine((text) => text.trim() !== '', { error: 'must not be empty' })
    .transform((text) => readQueryPhone(text, country) ?? text.trim())
    .openapi({
      type: 'string',
      description: 'As the telephone system writes it; one that is no phone is nobody',
      example: '+79160000007',
    });
}

/** @returns E.164; undefined where the text is no phone. */
function readQueryPhone(text: string, country: CountryCode): string | undefined {
  // A plus that was not escaped arrives as a space.
  const spellings = text.startsWith(' ') ? [`+${text.trimStart()}`, text] : [text];
  const reading = spellings
    .map((spelling) => readPhone(spelling, country))
    .find((each) => each.kind === 'e164');
  return reading?.e164 ?? undefined;
}
