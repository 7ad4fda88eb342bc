import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../../../../core/config.ts';
import { Invalid } from '../../../../core/errors.ts';
import type { AttachState } from './AttachForm.tsx';
import type { FileLimits } from './FileField.tsx';

/** What files this house takes. */
export function fileLimits(config: Pick<Config, 'ATTACHMENT_TYPES' | 'ATTACHMENT_MAX_BYTES'>): FileLimits {
  return { types: config.ATTACHMENT_TYPES, maxBytes: config.ATTACHMENT_MAX_BYTES };
}

/** An empty form. */
export function newAttach(): AttachState {
  return { open: false, id: randomUUID() };
}

/** The upload's id. @throws {Invalid} where the form's hidden id was tampered with. */
export function readUploadId(body: Record<string, unknown>): string {
  const parsed = z.uuid().safeParse(body.id);
  if (!parsed.success) throw new Invalid('id', 'is not a form of this house');
  return parsed.data;
}
