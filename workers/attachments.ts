import { storeAttachment } from '../core/attachment/storeAttachment.ts';
import type { Handler } from './handler.ts';

/** A file is held in memory while it is fetched. */
const AT_ONCE = 2;

/** A file a contact came with is fetched and kept. */
export const attachments: Handler = { queue: 'attachments', concurrency: AT_ONCE, handle: storeAttachment };
