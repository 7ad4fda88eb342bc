import type { RelatedRequest } from '../../../core/service-request/listRelated.ts';
import type { Page } from '../env.ts';

/** The number of a customer's request: the way to it for who may open it, else a word that a colleague has it. */
export function RequestNumber({
  page,
  request,
}: {
  page: Page;
  request: Pick<RelatedRequest, 'id' | 'number' | 'opens'>;
}) {
  if (request.opens) {
    return (
      <a class="text-link tabular-nums" href={`/requests/${request.id}`}>
        {request.number}
      </a>
    );
  }
  return (
    <span class="tabular-nums" title={page.t('customer.hidden')}>
      {request.number} <span class="text-faint">({page.t('customer.hidden.short')})</span>
    </span>
  );
}
