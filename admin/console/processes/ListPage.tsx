import type { ProcessSummary } from '../../../core/business-process/readVersions.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';

/** The dictionary of processes. */
export function ProcessListPage(props: { page: Page; processes: ProcessSummary[]; mayEdit: boolean }) {
  const { page, processes } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t('processes.title')} section="processes">
      <div class="page-head">
        <h1>{t('processes.title')}</h1>
        {props.mayEdit && (
          <a class="btn btn-primary ml-auto" href="/processes/new" data-hotkey="n">
            {t('processes.new')}
          </a>
        )}
      </div>
      <p class="text-faint mb-4 max-w-3xl">{t('processes.lead')}</p>
      <ul class="process-cards">
        {processes.map((process) => (
          <Card page={page} process={process} />
        ))}
      </ul>
    </Layout>
  );
}

function Card({ page, process }: { page: Page; process: ProcessSummary }) {
  const { t, language } = page;
  const services = serviceNamesOf(process, language);
  return (
    <li class="panel process-card">
      <h2 class="panel-title">
        <a class="row-link wrap-anywhere" href={`/processes/${encodeURIComponent(process.id)}`}>
          {process.name[language]}
        </a>
      </h2>
      <p class="step-chain">
        {process.steps.map((step, index) => (
          <>
            {index > 0 && ' · '}
            <span>{step.name[language]}</span>
          </>
        ))}
      </p>
      <p class="text-faint mt-2 flex flex-wrap gap-x-3 text-xs">
        <span>{t('processes.version', { version: process.version })}</span>
        <span>{t('processes.open', { count: process.openInAll })}</span>
        <span class="mono">{process.id}</span>
      </p>
      <p class="mt-2 flex items-start gap-1.5 text-xs wrap-anywhere">
        <Icon name="link" class="mt-0.5 size-3.5 shrink-0" />
        {services.length === 0 ? t('processes.services.none') : services.join(', ')}
      </p>
    </li>
  );
}

function serviceNamesOf(process: ProcessSummary, language: Page['language']): string[] {
  return process.services.map((service) => (language === 'ru' ? service.name : service.nameEn));
}
