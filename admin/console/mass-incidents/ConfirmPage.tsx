import type { DeclarationPreview } from '../../../core/mass-incident/previewDeclaration.ts';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { BackLink } from '../layout/BackLink.tsx';
import { Fact } from '../layout/Fact.tsx';
import { Layout } from '../layout/Layout.tsx';
import type { DeclareForm } from './forms.ts';

export interface ConfirmPageProps {
  page: Page;
  /** Where the form goes once more, and where the way back leads. */
  action: string;
  back: { href: string; label: string };
  form: DeclareForm;
  /** Of a proposal, as the supervisor saw it; null: it is declared by hand. */
  version: number | null;
  serviceName: string;
  preview: DeclarationPreview;
}

/** The last step before customers are written to: to how many, and with which words. Counted when it is shown. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { page, back, preview } = props;
  const { t } = page;
  const { requests, customers, told } = preview;
  return (
    <Layout page={page} title={t('mass.confirm.title')} section="mass-incidents">
      <BackLink href={back.href} label={back.label} />
      <div class="page-head">
        <h1>{t('mass.confirm.title')}</h1>
      </div>
      <form class="panel form-stack max-w-4xl" method="post" action={props.action}>
        <Kept {...props} />
        {requests === 0 ? (
          <Alert tone="info">{t('mass.confirm.nobody')}</Alert>
        ) : (
          <Alert tone="warning" title={t('mass.confirm.customers', { number: customers })}>
            {t('mass.confirm.requests', { number: requests })}
          </Alert>
        )}
        <dl class="facts">
          <Fact name={t('mass.title')}>{preview.title}</Fact>
          <Fact name={t('mass.service')}>{props.serviceName}</Fact>
          <Fact name={t('mass.area')}>{preview.area ?? t('mass.area.any')}</Fact>
        </dl>
        <Words label={t('mass.confirm.ru')} language="ru" text={told.ru} />
        {told.en === '' ? (
          <p class="text-faint">{t('mass.confirm.noEnglish')}</p>
        ) : (
          <Words label={t('mass.confirm.en')} language="en" text={told.en} />
        )}
        <div class="form-actions">
          <button type="submit" class="btn btn-primary" name="confirmed" value="yes">
            {customers === 0 ? t('mass.open') : t('mass.confirm.yes', { number: customers })}
          </button>
          <button type="submit" class="btn" name="edit" value="yes">
            {t('mass.confirm.edit')}
          </button>
        </div>
      </form>
    </Layout>
  );
}

function Words(props: { label: string; language: 'ru' | 'en'; text: string }) {
  return (
    <div>
      <h2 class="field-label">{props.label}</h2>
      <blockquote class="mass-words" lang={props.language}>
        {props.text}
      </blockquote>
    </div>
  );
}

/** What was entered, carried on. */
function Kept({ form, version }: ConfirmPageProps) {
  const fields = {
    serviceId: form.serviceId,
    title: form.title,
    area: form.area,
    toldRu: form.told.ru,
    toldEn: form.told.en,
    sinceMinutes: form.sinceMinutes,
    unknownArea: form.unknownArea ? 'yes' : '',
    ...(version !== null && { version: String(version) }),
  };
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} autocomplete="off" />
      ))}
    </>
  );
}
