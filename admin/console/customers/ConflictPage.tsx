import { type Customer, type CustomerFacts, FACTS, factsOf } from '../../../core/customer/customer.ts';
import { toWritten } from '../../../core/customer/updateCustomer.ts';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { BackLink } from '../layout/BackLink.tsx';
import { Layout } from '../layout/Layout.tsx';
import { ConflictTable } from './ConflictTable.tsx';
import { differencesOf } from './differences.ts';
import { customerUrl } from './listQuery.ts';

/**
 * What a person sees when somebody else was quicker: both changes side by side, and the choice for each field. What is
 * chosen is written over the customer as he is shown here, and over nothing newer.
 * @param props.base him as he was when the form was opened.
 */
export function ConflictPage(props: {
  page: Page;
  current: Customer;
  base: CustomerFacts;
  mine: CustomerFacts;
  shared: boolean;
}) {
  const { page, current, mine } = props;
  const { t } = page;
  const differences = differencesOf(props.base, current, mine);
  return (
    <Layout page={page} title={t('customer.conflict.title')} section="customers" failed>
      <BackLink href={customerUrl(current.id)} label={current.name} />
      <div class="page-head">
        <h1>{t('customer.conflict.title')}</h1>
      </div>
      <form class="customer-conflict" method="post" action={customerUrl(current.id, '/edit')}>
        <Alert tone="warning" class="mb-4" answer>
          {t('customer.conflict.lead')}
        </Alert>
        <Carried current={current} mine={mine} shared={props.shared} />
        {differences.length === 0 ? (
          <p class="mb-4">{t('customer.conflict.none')}</p>
        ) : (
          <ConflictTable page={page} differences={differences} />
        )}
        <div class="form-actions mt-4">
          <button type="submit" class="btn btn-primary">
            {t('customer.conflict.submit')}
          </button>
          <a class="btn" href={customerUrl(current.id, '/edit')}>
            {t('customer.conflict.again')}
          </a>
        </div>
      </form>
    </Layout>
  );
}

/** What was written, and over what it goes now. */
function Carried(props: { current: Customer; mine: CustomerFacts; shared: boolean }) {
  const mine = toWritten(props.mine);
  return (
    <>
      <input type="hidden" name="base" value={JSON.stringify(factsOf(props.current))} />
      {props.shared && <input type="hidden" name="shared" value="yes" />}
      {FACTS.flatMap((fact) =>
        [mine[fact]].flat().map((value) => <input type="hidden" name={fact} value={value} />),
      )}
    </>
  );
}
