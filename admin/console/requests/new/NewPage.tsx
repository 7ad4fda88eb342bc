import type { Customer } from '../../../../core/customer/customer.ts';
import type { Service } from '../../../../core/service-catalog/catalogue.ts';
import type { RelatedRequest } from '../../../../core/service-request/listRelated.ts';
import type { Page } from '../../env.ts';
import type { Failure } from '../../failure.ts';
import { BackLink } from '../../layout/BackLink.tsx';
import { FailureAlert } from '../../layout/FailureAlert.tsx';
import { Layout } from '../../layout/Layout.tsx';
import type { Found } from '../TriagePanel.tsx';
import { CustomerStep } from './CustomerStep.tsx';
import { NewForm } from './NewForm.tsx';

/** What is in the form. */
export interface NewState {
  /** The request's id: the form sent twice is one request. */
  key: string;
  serviceId: string | undefined;
  phone: string;
  text: string;
}

export interface NewPageProps {
  page: Page;
  failure: Failure | null;
  /** Null: to be found first. */
  customer: Customer | null;
  q: string;
  found: Found;
  /** Open requests he has already. */
  related: RelatedRequest[];
  services: Service[];
  state: NewState;
}

/** Registering a request for a customer: who, then what. */
export function NewPage(props: NewPageProps) {
  const { page, failure, customer } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t('work.new')} section="requests" failed={failure !== null}>
      <BackLink href="/requests" label={t('request.back')} />
      <div class="card-head">
        <h1>{t('work.new')}</h1>
      </div>
      <p class="text-faint mb-4 max-w-prose">{t('work.new.hint')}</p>
      <FailureAlert page={page} failure={failure} class="mb-4 max-w-3xl" />
      <div class="new-request">
        {customer === null ? <CustomerStep {...props} /> : <NewForm {...props} customer={customer} />}
      </div>
    </Layout>
  );
}
