import { z } from 'zod';

const medium = z.looseObject({
  mediumType: z.string().min(1),
  preferred: z.boolean().optional(),
  characteristic: z.looseObject({
    phoneNumber: z.string().optional(),
    emailAddress: z.string().optional(),
    city: z.string().optional(),
    street1: z.string().optional(),
  }),
});

/** What POST /customer takes and what a PATCH must leave: TMF629 v4.0.0 `Customer_Create`. */
export const customerBody = z.looseObject({
  name: z.string().trim().min(1).max(200),
  status: z.string().optional(),
  engagedParty: z.looseObject({ id: z.string().min(1), '@referredType': z.string().min(1) }),
  contactMedium: z.array(medium).optional(),
  characteristic: z.array(z.looseObject({ name: z.string().min(1), value: z.unknown() })).optional(),
});
export type CustomerBody = z.output<typeof customerBody>;

/**
 * Merges a patch into a document: null takes a member away, objects merge, all else replaces.
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
