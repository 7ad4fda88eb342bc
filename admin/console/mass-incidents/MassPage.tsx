import type { Bilingual } from '../../../core/business-process/process.ts';
import type { MassIncidentView } from '../../../core/mass-incident/massIncident.ts';
import type { MassRequest } from '../../../core/mass-incident/readMassIncidents.ts';
import type { Page as Paged } from '../../../core/paging.ts';
import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { Alert } from '../layout/Alert.tsx';
import { BackLink } from '../layout/BackLink.tsx';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Layout } from '../layout/Layout.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { Time } from '../layout/Time.tsx';
import { CloseMass, Decide } from './Decide.tsx';
import type { AreaChoice, DeclareForm } from './forms.ts';
import { MassFacts } from './MassFacts.tsx';
import { MassRequests } from './MassRequests.tsx';
import { StateBadge } from './StateBadge.tsx';
import { titleOf, toldIn } from './words.ts';

export interface MassPageProps {
  page: Page;
  mass: MassIncidentView;
  requests: Paged<MassRequest>;
  /** True on any page of the requests but the first. */
  further: boolean;
  form: DeclareForm;
  areas: AreaChoice;
  resolution: { value: Bilingual; opened: boolean };
  failure: Failure | null;
}

/** One mass incident: what speaks for it, what is told of it, which requests it holds. */
export function MassPage(props: MassPageProps) {
  const { page, mass, failure } = props;
  const { t } = page;
  return (
    <Layout
      page={page}
      title={`${mass.number} · ${t('nav.mass-incidents')}`}
      section="mass-incidents"
      failed={failure !== null}
    >
      <BackLink href="/mass-incidents" label={t('nav.mass-incidents')} />
      <FailureAlert page={page} failure={failure} />
      <MassBody {...props} />
    </Layout>
  );
}

/** The page without its frame, which refreshes itself; what is typed in its forms stays. */
export function MassBody(props: MassPageProps) {
  const { page, mass, resolution } = props;
  const { t, language } = page;
  return (
    <LiveSection page={page} id="mass" topics={['massincident', 'servicerequest']} label={mass.number}>
      <div class="card-head">
        <h1>{mass.number}</h1>
        <StateBadge state={mass.state} t={t} />
        <span class="text-faint">
          <Time page={page} at={mass.createdAt} as="ago" />
        </span>
      </div>
      <p class="mass-title">{titleOf(mass, language)}</p>
      <div class="columns">
        <div class="column-main">
          {mass.state === 'CLOSING' && (
            <Alert tone="info" title={t('mass.closing')}>
              {t('mass.closing.left', { left: mass.stillOpen, all: mass.attached })}
            </Alert>
          )}
          {mass.state === 'PROPOSED' && (
            <Decide page={page} mass={mass} form={props.form} areas={props.areas} />
          )}
          {mass.openedAt !== null && (
            <section class="panel" aria-labelledby="told">
              <h2 id="told" class="panel-title">
                {t('mass.told')}
              </h2>
              <p class="max-w-prose wrap-anywhere">{toldIn(mass.told, language)}</p>
              {mass.state === 'OPEN' && (
                <p class="mt-3">
                  <a class="btn btn-sm" href={`/mass-incidents/${mass.id}/edit`} data-hotkey="e">
                    {t('mass.correct')}
                  </a>
                </p>
              )}
              {mass.resolution && (
                <>
                  <h3 class="field-label mt-4">{t('mass.resolution')}</h3>
                  <p class="mt-1 max-w-prose wrap-anywhere">{toldIn(mass.resolution, language)}</p>
                </>
              )}
            </section>
          )}
          {mass.state === 'OPEN' && (
            <CloseMass page={page} mass={mass} resolution={resolution.value} opened={resolution.opened} />
          )}
        </div>
        <aside class="column-side">
          <MassFacts page={page} mass={mass} />
        </aside>
        <div class="column-main">
          <MassRequests {...props} />
        </div>
      </div>
    </LiveSection>
  );
}
