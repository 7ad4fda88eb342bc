import type { HouseContext } from '../context.ts';

/** Which ways are open for notices. */
export interface NoticeRoutes {
  /** Names of the channels that can send. */
  sendable: string[];
  /** Channels that reach a bare phone number, tried in order where the customer's own cannot answer. */
  fallback: string[];
}

/** The ways this house has, by its senders and settings. */
export function noticeRoutes(ctx: Pick<HouseContext, 'senders' | 'config'>): NoticeRoutes {
  return { sendable: [...ctx.senders.keys()], fallback: ctx.config.NOTICE_FALLBACK };
}
