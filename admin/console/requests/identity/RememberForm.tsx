import type { IdentityView } from '../../../../core/identity/readIdentities.ts';
import type { RequestView } from '../../../../core/service-request/readRequests.ts';
import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';

/** Links the sender to the request's customer by the agent's word; nothing where the link says so already. */
export function RememberForm(props: { page: Page; request: RequestView; link: IdentityView | undefined }) {
  const { page, request, link } = props;
  const { t } = page;
  if (request.customerId === null || link?.customerId === request.customerId) return null;
  return (
    <form class="grid gap-1.5" method="post" action={`/requests/${request.id}/identity`}>
      <input type="hidden" name="customerId" value={request.customerId} />
      <button
        type="submit"
        class="btn btn-sm h-auto min-h-8 justify-start py-1.5 text-left wrap-anywhere whitespace-normal"
      >
        <Icon name="link" />
        {t('identity.remember', { name: request.customerName ?? request.customerId })}
      </button>
      <p class="text-faint text-xs">{t('identity.remember.hint')}</p>
    </form>
  );
}
