import type { Page } from '../env.ts';
import { Fact } from '../layout/Fact.tsx';
import { Icon } from '../layout/Icon.tsx';
import { phoneLabel } from '../layout/words.ts';
import type { Texts } from '../texts.ts';
import type { CardData } from './loadCard.ts';

const STATUSES = ['active', 'inactive', 'suspended', 'closed'] as const;

/** Who a customer is, as his system tells it. */
export function CustomerFactsPanel(props: { page: Page } & Pick<CardData, 'customer' | 'dialable'>) {
  const { page, customer, dialable } = props;
  const { t } = page;
  const none = <span class="text-faint">{t('customer.fact.none')}</span>;
  const { known } = customer;
  return (
    <section class="panel" aria-labelledby="facts">
      <h2 id="facts" class="panel-title">
        {t('customer.facts')}
      </h2>
      <dl class="facts">
        <Fact name={t('customer.fact.phones')}>
          {customer.phones.length === 0 && none}
          <ul class="grid gap-1">
            {customer.phones.map((phone) => (
              <li>
                <PhoneLine page={page} phone={phone} requestId={dialable.get(phone)} />
              </li>
            ))}
          </ul>
        </Fact>
        {known !== null && (
          <>
            <Fact name={t('customer.fact.email')}>
              {known.email === null ? (
                none
              ) : (
                <a class="text-link wrap-anywhere" href={`mailto:${known.email}`}>
                  {known.email}
                </a>
              )}
            </Fact>
            <Fact name={t('customer.fact.address')}>{known.address ?? none}</Fact>
            {known.status !== null && (
              <Fact name={t('customer.fact.status')}>{statusLabel(known.status, t)}</Fact>
            )}
          </>
        )}
        <Fact name={t('customer.fact.id')}>
          <span class="mono">{customer.id}</span>
        </Fact>
      </dl>
    </section>
  );
}

/** A number, and the way to call it: through the PBX where it can, else by what the agent's computer dials with. */
function PhoneLine(props: { page: Page; phone: string; requestId: string | undefined }) {
  const { page, phone, requestId } = props;
  const label = page.t('customer.call', { phone: phoneLabel(phone) });
  return (
    <span class="customer-phone">
      <span class="tabular-nums">{phoneLabel(phone)}</span>
      {requestId === undefined ? (
        <a class="tool-button" href={`tel:${phone}`} aria-label={label} title={label}>
          <Icon name="call" />
        </a>
      ) : (
        <form method="post" action={`/requests/${requestId}/dial`}>
          <button type="submit" class="tool-button" aria-label={label} title={label}>
            <Icon name="call" />
          </button>
        </form>
      )}
    </span>
  );
}

/** The system's own word where it is none of those we have a name for. */
function statusLabel(status: string, t: Texts): string {
  const known = STATUSES.find((each) => each === status.toLowerCase());
  return known === undefined ? status : t(`customer.status.${known}`);
}
