import type { CustomerFacts } from '../../../core/customer/customer.ts';
import type { WrittenFacts } from '../../../core/customer/readFacts.ts';
import type { Page } from '../env.ts';
import { BackLink } from '../layout/BackLink.tsx';
import { Layout } from '../layout/Layout.tsx';
import { CustomerForm } from './CustomerForm.tsx';
import { customerUrl } from './listQuery.ts';
import type { Refusal } from './refusal.ts';

/**
 * The form that changes a customer.
 * @param props.base him as he was when the form was opened: what is written over must be what was seen.
 */
export function EditPage(props: {
  page: Page;
  id: string;
  base: CustomerFacts;
  facts: WrittenFacts;
  refusal: Refusal | null;
}) {
  const { page, id, base, refusal } = props;
  const { t } = page;
  const title = t('customer.edit.title', { name: base.name });
  return (
    <Layout page={page} title={title} section="customers" failed={refusal !== null}>
      <BackLink href={customerUrl(id)} label={base.name} />
      <div class="page-head">
        <h1 class="wrap-anywhere">{title}</h1>
      </div>
      <CustomerForm
        page={page}
        facts={props.facts}
        refusal={refusal}
        action={customerUrl(id, '/edit')}
        submit={t('customer.edit.submit')}
        cancel={customerUrl(id)}
        hidden={{ base: JSON.stringify(base) }}
      />
    </Layout>
  );
}
