import type { Priority } from '../../../core/incident/priority.ts';
import type { Page } from '../env.ts';

/** How pressing it is, where that is not as usual. */
export function PriorityMark({ page, priority }: { page: Page; priority: Priority }) {
  if (priority === 'NORMAL') return null;
  const words = page.t(`priority.${priority}`);
  return (
    <span class={`priority priority-${priority.toLowerCase()}`} title={page.t('work.priority.is', { words })}>
      {words}
    </span>
  );
}
