import { noteFailure } from '../core/contact/quarantineContact.ts';
import { workContact } from '../core/contact/workContact.ts';
import type { Handler } from './handler.ts';

/** A journalled contact becomes a request. */
export const intake: Handler = {
  queue: 'intake',
  handle: workContact,
  onFailure: (ctx, id, failure) => noteFailure(ctx.db, id, failure),
};
