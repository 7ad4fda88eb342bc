import type { HouseContext } from '../context.ts';
import type { Rung } from '../identity/rung.ts';
import type { QuietHours } from './quietHours.ts';
import type { Senders } from './senders.ts';

/** By which rules people are written to. */
export interface NoticePolicy {
  senders: Senders;
  /** Channels that reach a bare phone number, tried in order where the customer's own cannot answer. */
  fallback: string[];
  /** From this rung up a notice may hold what the customer system knows of him. */
  disclosureRung: Rung;
  quietHours: QuietHours | undefined;
  timeZone: string;
}

/** The rules of this house, by its senders and settings. */
export function noticePolicy({ senders, config }: Pick<HouseContext, 'senders' | 'config'>): NoticePolicy {
  return {
    senders,
    fallback: config.NOTICE_FALLBACK,
    disclosureRung: config.DISCLOSURE_RUNG,
    quietHours: config.NOTICE_QUIET_HOURS,
    timeZone: config.NOTICE_TIME_ZONE,
  };
}

/** Where a customer is reached. */
export interface Route {
  channel: string;
  account: string | null;
  address: string;
  thread: string | null;
}

/** The customer's own channel where it can answer him, else the first fallback that reaches his phone. */
export function customerRoute(
  request: {
    channel: string;
    account: string;
    address: string | null;
    thread: string | null;
    phone: string | null;
  },
  { senders, fallback }: Pick<NoticePolicy, 'senders' | 'fallback'>,
): Route | undefined {
  const { channel, account, address, thread, phone } = request;
  if (address !== null && senders.has(channel)) return { channel, account, address, thread };
  const other = fallback.find((name) => senders.has(name));
  return other && phone !== null
    ? { channel: other, account: null, address: phone, thread: null }
    : undefined;
}
