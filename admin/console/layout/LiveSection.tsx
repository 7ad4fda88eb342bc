import type { PropsWithChildren } from 'hono/jsx';
import type { Page } from '../env.ts';
import { WaitingBadge } from './WaitingBadge.tsx';

/**
 * The part of a list page that refreshes itself: rows that stay keep their focus, for htmx changes only what differs.
 * @param props.oob true in the refreshed part, which brings the menu's count along.
 */
export function LiveSection({
  page,
  label,
  oob = false,
  children,
}: PropsWithChildren<{ page: Page; label: string; oob?: boolean | undefined }>) {
  return (
    <>
      <section id="live" hx-get={page.here} hx-trigger="every 5s" hx-swap="outerMorph" aria-label={label}>
        {children}
      </section>
      {oob && <WaitingBadge page={page} oob />}
    </>
  );
}
