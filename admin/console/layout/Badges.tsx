import type { Category } from '../../../core/business-process/process.ts';
import type { RequestStatus } from '../../../core/service-request/status.ts';
import type { Texts } from '../texts.ts';

const STATUS_TONES: Record<RequestStatus, string> = {
  NEW: 'chip-neutral',
  TRIAGE: 'chip-warning',
  ORDERING: 'chip-info',
  IN_PROGRESS: 'chip-primary',
  CLOSED: 'chip-neutral',
};

const CATEGORY_TONES: Record<Category, string> = {
  TODO: 'chip-info',
  DOING: 'chip-primary',
  WAITING: 'chip-warning',
  DONE: 'chip-success',
};

/** Where a request stands. */
export function StatusBadge({ status, t }: { status: RequestStatus; t: Texts }) {
  return <span class={`chip ${STATUS_TONES[status]}`}>{t(`status.${status}`)}</span>;
}

/**
 * Where an incident stands: its board column by colour.
 * @param props.label the step's own name; the column's without it.
 */
export function CategoryBadge(props: { category: Category; t: Texts; label?: string }) {
  const column = props.t(`category.${props.category}`);
  return (
    <span class={`chip ${CATEGORY_TONES[props.category]}`} title={column}>
      <span class="truncate">{props.label ?? column}</span>
    </span>
  );
}
