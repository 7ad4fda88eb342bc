import { sendNotice } from '../core/notification/sendNotice.ts';
import type { Handler } from './handler.ts';

/** A pending notice is sent. */
export const notify: Handler = { queue: 'notify', handle: sendNotice };
