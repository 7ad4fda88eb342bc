import type { SpikeSettings, StoredSpikeSettings } from '../../../core/mass-incident/settings.ts';
import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { BackLink } from '../layout/BackLink.tsx';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Layout } from '../layout/Layout.tsx';

const FIELDS = [
  'windowMinutes',
  'minRequests',
  'factor',
  'quietMinutes',
] as const satisfies (keyof SpikeSettings)[];

/** What counts as a spike. */
export function SpikeSettingsPage(props: {
  page: Page;
  settings: StoredSpikeSettings;
  failure: Failure | null;
}) {
  const { page, settings, failure } = props;
  const { t, language } = page;
  return (
    <Layout page={page} title={t('mass.settings')} section="mass-incidents" failed={failure !== null}>
      <BackLink href="/mass-incidents" label={t('nav.mass-incidents')} />
      <div class="page-head">
        <h1>{t('mass.settings')}</h1>
      </div>
      <p class="text-faint mb-4 max-w-3xl">{t('mass.settings.hint')}</p>
      <FailureAlert page={page} failure={failure} />
      <form class="panel form-stack max-w-2xl" method="post" action="/mass-incidents/settings">
        <input type="hidden" name="version" value={String(settings.version)} autocomplete="off" />
        {FIELDS.map((field) => (
          <label class="field">
            <span class="field-label">{t(`mass.settings.${field}`)}</span>
            <span class="sla-inputs">
              <input
                class="entry"
                name={field}
                value={
                  Number.isNaN(settings[field])
                    ? ''
                    : settings[field].toLocaleString(language, { useGrouping: false })
                }
                inputmode={field === 'factor' ? 'decimal' : 'numeric'}
                maxlength={6}
                required
                autocomplete="off"
              />
              <span>{t(`mass.settings.${field}.unit`)}</span>
            </span>
            <span class="text-faint text-xs">{t(`mass.settings.${field}.hint`)}</span>
          </label>
        ))}
        <div class="form-actions">
          <button type="submit" class="btn btn-primary">
            {t('settings.save')}
          </button>
          <a class="btn" href="/mass-incidents">
            {t('settings.cancel')}
          </a>
        </div>
      </form>
    </Layout>
  );
}
