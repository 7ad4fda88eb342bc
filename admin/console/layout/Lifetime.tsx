import type { Page } from '../env.ts';
import { Time } from './Time.tsx';

/** When a request or an incident was opened or, at its end, closed; the moment in full is in the title. */
export function Lifetime(props: {
  page: Page;
  subject: 'request' | 'incident';
  of: { createdAt: Date; closedAt: Date | null };
}) {
  const { page, subject, of } = props;
  const [before, after] = page
    .t(`${subject}.${of.closedAt === null ? 'opened' : 'closed'}`, { ago: '\n' })
    .split('\n');
  return (
    <span class="text-faint">
      {before}
      <Time page={page} at={of.closedAt ?? of.createdAt} as="ago" />
      {after}
    </span>
  );
}
