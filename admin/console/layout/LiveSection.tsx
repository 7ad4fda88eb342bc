import type { PropsWithChildren } from 'hono/jsx';
import type { Page } from '../env.ts';
import { WaitingBadge } from './WaitingBadge.tsx';

/** What changes a part of a page: an event's type, or its beginning up to the dot (`incident`). */
export type Topic = string;

/**
 * The part of a page that is always true: console.js has it fetched anew when an event of its topics arrives, and
 * every now and then all the same. Rows that stay keep their focus, for htmx changes only what differs.
 * @param props.id of the element; a page with several gives each its own.
 * @param props.topics which events concern it; absent: every one.
 * @param props.of only events of this request or incident concern it.
 * @param props.pace seconds that lie between two refreshes at the least; absent: as fast as changes come.
 * @param props.oob true in the refreshed part, which brings the menu's count along.
 */
export function LiveSection({
  page,
  label,
  id = 'live',
  topics = [],
  of,
  pace,
  oob = false,
  children,
}: PropsWithChildren<{
  page: Page;
  label: string;
  id?: string;
  topics?: Topic[];
  of?: string | undefined;
  pace?: number | undefined;
  oob?: boolean | undefined;
}>) {
  return (
    <>
      <section
        id={id}
        hx-get={page.here}
        hx-trigger="live, every 30s"
        hx-swap="outerMorph"
        hx-target="this"
        data-live={topics.join(' ')}
        data-live-of={of}
        data-live-pace={pace}
        aria-label={label}
      >
        {children}
      </section>
      {oob && <WaitingBadge page={page} oob />}
    </>
  );
}
