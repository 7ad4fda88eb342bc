import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';
import type { Calling } from './calling.ts';

/** Calls the customer: through the PBX where one can, else by whatever the agent's computer dials with. */
export function CallButton(props: { page: Page; calling: Calling; class?: string }) {
  const { page, calling } = props;
  const { t } = page;
  if (calling.phone === null || !calling.open) return null;
  const look = `btn btn-sm ${props.class ?? ''}`;
  if (!calling.byPbx) {
    return (
      <a class={look} href={`tel:${calling.phone}`}>
        <Icon name="call" />
        {t('call.dial')}
      </a>
    );
  }
  return (
    <form method="post" action={`/requests/${calling.requestId}/dial`}>
      <button type="submit" class={look} title={t('call.dial.hint')}>
        <Icon name="call" />
        {t('call.dial')}
      </button>
    </form>
  );
}
