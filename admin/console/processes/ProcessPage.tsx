import { compareProcesses } from '../../../core/business-process/compareProcesses.ts';
import type { ProcessVersion } from '../../../core/business-process/readVersions.ts';
import type { Service } from '../../../core/service-catalog/catalogue.ts';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { BackLink } from '../layout/BackLink.tsx';
import { CategoryBadge } from '../layout/Badges.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { Changes } from './Changes.tsx';
import { Diagram } from './diagram/Diagram.tsx';
import { TransitionTable } from './diagram/TransitionTable.tsx';
import { Markdown } from './Markdown.tsx';
import { Versions } from './Versions.tsx';

export interface ProcessPageProps {
  page: Page;
  /** The version shown. */
  process: ProcessVersion;
  /** All versions, newest first. */
  versions: ProcessVersion[];
  services: Service[];
  mayEdit: boolean;
}

/** One process: drawn, told step by step, with its history. */
export function ProcessPage(props: ProcessPageProps) {
  const { page, process, versions } = props;
  const { t, language } = page;
  const name = process.name[language];
  const newest = versions[0]?.version ?? process.version;
  const before = versions.find((each) => each.version === process.version - 1);
  return (
    <Layout page={page} title={name} section="processes">
      <BackLink href="/processes" label={t('processes.title')} />
      <div class="card-head">
        <h1 class="wrap-anywhere">{name}</h1>
        <span class="chip chip-neutral">{t('processes.version', { version: process.version })}</span>
        {props.mayEdit && (
          <a class="btn ml-auto" href={`/processes/${encodeURIComponent(process.id)}/edit`} data-hotkey="e">
            <Icon name="edit" />
            {t('processes.edit')}
          </a>
        )}
      </div>
      {process.version !== newest && (
        <Alert tone="info" class="mb-4">
          {t('processes.old', { newest })}{' '}
          <a class="text-link" href={`/processes/${encodeURIComponent(process.id)}`}>
            {t('processes.old.show')}
          </a>
        </Alert>
      )}
      <section class="panel mb-4" aria-labelledby="diagram">
        <h2 id="diagram" class="panel-title">
          {t('processes.diagram')}
        </h2>
        <Diagram page={page} process={process} />
        <p class="text-faint mt-2 text-xs">{t('processes.diagram.legend')}</p>
      </section>
      <div class="columns">
        <div class="column-main">
          <Steps {...props} />
          <section class="panel" aria-labelledby="transitions">
            <h2 id="transitions" class="panel-title">
              {t('processes.transitions')}
            </h2>
            <TransitionTable page={page} process={process} />
          </section>
        </div>
        <aside class="column-side">
          <Uses {...props} />
          <Versions page={page} process={process} versions={versions} />
          {before && (
            <section class="panel" aria-labelledby="changes">
              <h2 id="changes" class="panel-title">
                {t('processes.changes', { version: before.version })}
              </h2>
              <Changes page={page} changes={compareProcesses(before, process)} versions={[process, before]} />
            </section>
          )}
        </aside>
      </div>
    </Layout>
  );
}

function Steps({ page, process }: ProcessPageProps) {
  const { t, language } = page;
  return (
    <section class="panel" aria-labelledby="steps">
      <h2 id="steps" class="panel-title">
        {t('processes.steps')}
      </h2>
      <ol class="process-steps">
        {process.steps.map((step, index) => (
          <li>
            <h3 class="process-step-name">
              <span class="wrap-anywhere">{step.name[language]}</span>
              <CategoryBadge category={step.category} t={t} />
              {index === 0 && <span class="text-faint text-xs font-normal">{t('processes.start')}</span>}
            </h3>
            <Markdown text={step.narrative[language]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Uses({ page, services }: ProcessPageProps) {
  const { t, language } = page;
  return (
    <section class="panel" aria-labelledby="services">
      <h2 id="services" class="panel-title">
        {t('processes.services')}
      </h2>
      {services.length === 0 && <p class="text-faint">{t('processes.services.none')}</p>}
      <ul class="grid gap-1">
        {services.map((service) => (
          <li class="wrap-anywhere">{language === 'ru' ? service.name : service.nameEn}</li>
        ))}
      </ul>
      <p class="text-faint mt-2 text-xs">{t('processes.services.hint')}</p>
    </section>
  );
}
