import type { Service } from '../../../core/service-catalog/catalogue.ts';
import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { BackLink } from '../layout/BackLink.tsx';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Layout } from '../layout/Layout.tsx';
import { DeclareFields } from './Fields.tsx';
import type { AreaChoice, DeclareForm } from './forms.ts';

/** A mass incident that no spike has shown: planned work, a report from the network. */
export function DeclarePage(props: {
  page: Page;
  services: Service[];
  form: DeclareForm;
  areas: AreaChoice;
  failure: Failure | null;
}) {
  const { page, services, form, areas, failure } = props;
  const { t, language } = page;
  return (
    <Layout page={page} title={t('mass.declare')} section="mass-incidents" failed={failure !== null}>
      <BackLink href="/mass-incidents" label={t('nav.mass-incidents')} />
      <div class="page-head">
        <h1>{t('mass.declare')}</h1>
      </div>
      <p class="text-faint mb-4 max-w-3xl">{t('mass.declare.hint')}</p>
      <FailureAlert page={page} failure={failure} />
      <form class="panel form-stack max-w-4xl" method="post" action="/mass-incidents/new">
        <div class="grid items-start gap-4 sm:grid-cols-2">
          <label class="field">
            <span class="field-label">{t('mass.service')}</span>
            <select class="select" name="serviceId" required>
              <option value="">{t('mass.service.choose')}</option>
              {services.map((service) => (
                <option value={service.id} selected={service.id === form.serviceId}>
                  {language === 'ru' ? service.name : service.nameEn}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span class="field-label">{t('mass.since')}</span>
            <span class="sla-inputs">
              <input
                class="entry"
                name="sinceMinutes"
                value={form.sinceMinutes}
                inputmode="numeric"
                maxlength={4}
                required
                autocomplete="off"
              />
              <span>{t('mass.since.unit')}</span>
            </span>
            <span class="text-faint text-xs">{t('mass.since.hint')}</span>
          </label>
        </div>
        <DeclareFields page={page} form={form} areas={areas} />
        <div class="form-actions">
          <button type="submit" class="btn btn-primary">
            {t('mass.review')}
          </button>
          <a class="btn" href="/mass-incidents">
            {t('settings.cancel')}
          </a>
        </div>
      </form>
    </Layout>
  );
}
