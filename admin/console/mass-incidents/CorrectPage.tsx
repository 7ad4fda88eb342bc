import type { MassIncidentView } from '../../../core/mass-incident/massIncident.ts';
import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { BackLink } from '../layout/BackLink.tsx';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Layout } from '../layout/Layout.tsx';
import { BothLanguages } from './Fields.tsx';
import type { CorrectForm } from './forms.ts';

export interface CorrectPageProps {
  page: Page;
  mass: MassIncidentView;
  form: CorrectForm;
  /** Somebody else has corrected it since the form was opened: what it says now is shown beside what was typed. */
  overtaken: boolean;
  failure: Failure | null;
}

/** Corrects what is told of an open mass incident. Not live: a form must know which words it was made from. */
export function CorrectPage(props: CorrectPageProps) {
  const { page, mass, form, failure } = props;
  const { t } = page;
  const title = t('mass.correct.title', { number: mass.number });
  return (
    <Layout page={page} title={title} section="mass-incidents" failed={failure !== null}>
      <BackLink href={`/mass-incidents/${mass.id}`} label={mass.number} />
      <div class="page-head">
        <h1>{title}</h1>
      </div>
      <p class="text-faint mb-4 max-w-3xl">{t('mass.correct.hint')}</p>
      <FailureAlert page={page} failure={failure} />
      {props.overtaken && <SaysNow {...props} />}
      <form class="panel form-stack max-w-4xl" method="post" action={`/mass-incidents/${mass.id}/edit`}>
        <input type="hidden" name="version" value={String(mass.version)} autocomplete="off" />
        <label class="field">
          <span class="field-label">{t('mass.title')}</span>
          <input class="entry" name="title" value={form.title} required maxlength={120} autocomplete="off" />
        </label>
        <BothLanguages page={page} name="told" label="mass.told" hint="mass.told.hint" value={form.told} />
        <label class="choice">
          <input
            type="checkbox"
            class="checkbox checkbox-sm"
            name="tellAgain"
            value="yes"
            checked={form.tellAgain}
          />
          <span>
            <span class="choice-name">{t('mass.correct.tellAgain')}</span>
            <span class="choice-note">{t('mass.correct.tellAgain.hint')}</span>
          </span>
        </label>
        <div class="form-actions">
          <button type="submit" class="btn btn-primary">
            {t('mass.correct.save')}
          </button>
          <a class="btn" href={`/mass-incidents/${mass.id}`}>
            {t('settings.cancel')}
          </a>
        </div>
      </form>
    </Layout>
  );
}

function SaysNow({ page, mass }: CorrectPageProps) {
  const { t } = page;
  return (
    <section class="panel mb-4 max-w-4xl" aria-labelledby="says-now">
      <h2 id="says-now" class="panel-title">
        {t('mass.correct.now')}
      </h2>
      <p class="font-semibold wrap-anywhere">{mass.title}</p>
      <p class="mt-1 wrap-anywhere" lang="ru">
        {mass.told.ru}
      </p>
      {mass.told.en !== '' && (
        <p class="mt-1 wrap-anywhere" lang="en">
          {mass.told.en}
        </p>
      )}
    </section>
  );
}
