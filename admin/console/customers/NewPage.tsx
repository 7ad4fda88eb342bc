import type { WrittenFacts } from '../../../core/customer/readFacts.ts';
import type { Page } from '../env.ts';
import { BackLink } from '../layout/BackLink.tsx';
import { Layout } from '../layout/Layout.tsx';
import { CustomerForm } from './CustomerForm.tsx';
import type { Refusal } from './refusal.ts';

/**
 * The form of a new customer.
 * @param props.request the one in triage he is created for; null: he is created for himself.
 */
export function NewPage(props: {
  page: Page;
  facts: WrittenFacts;
  key: string;
  request: { id: string; number: string } | null;
  refusal: Refusal | null;
}) {
  const { page, request, refusal } = props;
  const { t } = page;
  const back = request === null ? '/customers' : `/requests/${request.id}`;
  return (
    <Layout page={page} title={t('customer.new.title')} section="customers" failed={refusal !== null}>
      <BackLink
        href={back}
        label={request === null ? t('customer.back') : t('request.title', { number: request.number })}
      />
      <div class="page-head">
        <h1>{t('customer.new.title')}</h1>
        <p class="text-faint w-full">{t('customer.new.lead')}</p>
      </div>
      <CustomerForm
        page={page}
        facts={props.facts}
        refusal={refusal}
        action="/customers/new"
        submit={t('customer.new.submit')}
        cancel={back}
        hidden={{ key: props.key, ...(request && { requestId: request.id }) }}
      />
    </Layout>
  );
}
