import type { Page } from '../../env.ts';
import type { Parts } from './reply.ts';

/** How many parts a paid message goes out in, counted by the channel itself while the agent types. */
export function PartsCount({ page, requestId, parts }: { page: Page; requestId: string; parts: Parts }) {
  return (
    <output
      id="reply-parts"
      for="reply-text"
      hx-post={`/requests/${requestId}/reply/parts`}
      hx-trigger="input delay:250ms from:#reply"
      hx-include="#reply"
      hx-encoding="application/x-www-form-urlencoded"
      hx-swap="outerMorph"
      hx-sync="this:replace"
    >
      {', '}
      {page.t('reply.parts', { count: parts.count, length: parts.length })}
    </output>
  );
}
