import type { Bilingual } from '../../../core/business-process/process.ts';
import type { MassIncidentView } from '../../../core/mass-incident/massIncident.ts';
import type { Page } from '../env.ts';
import { BothLanguages, DeclareFields } from './Fields.tsx';
import type { AreaChoice, DeclareForm } from './forms.ts';

/** A supervisor's word on a proposal: accepted with what callers are told, or dismissed. */
export function Decide(props: { page: Page; mass: MassIncidentView; form: DeclareForm; areas: AreaChoice }) {
  const { page, mass, form, areas } = props;
  const { t } = page;
  return (
    <form class="panel panel-accent form-stack" method="post" action={`/mass-incidents/${mass.id}/open`}>
      <div>
        <h2 class="panel-title mb-1">{t('mass.decide')}</h2>
        <p class="text-faint max-w-prose">{t('mass.decide.hint')}</p>
      </div>
      <input type="hidden" name="version" value={String(mass.version)} autocomplete="off" />
      <DeclareFields page={page} form={form} areas={areas} />
      <div class="form-actions">
        <button type="submit" class="btn btn-primary">
          {t('mass.review')}
        </button>
        <button type="submit" class="btn" formaction={`/mass-incidents/${mass.id}/dismiss`} formnovalidate>
          {t('mass.dismiss')}
        </button>
      </div>
    </form>
  );
}

/** The end of an open one: what the customers are told, with its consequence before it is confirmed. */
export function CloseMass(props: {
  page: Page;
  mass: MassIncidentView;
  resolution: Bilingual;
  opened: boolean;
}) {
  const { page, mass } = props;
  const { t } = page;
  return (
    <details class="panel closing" open={props.opened}>
      <summary class="btn closing-summary" data-hotkey="c">
        {t('mass.close')}…
      </summary>
      <form class="form-stack mt-4" method="post" action={`/mass-incidents/${mass.id}/close`}>
        <input type="hidden" name="version" value={String(mass.version)} autocomplete="off" />
        <BothLanguages
          page={page}
          name="resolution"
          label="mass.resolution"
          hint="mass.resolution.hint"
          value={props.resolution}
        />
        <p class="max-w-prose">{t('mass.close.consequence', { count: mass.stillOpen })}</p>
        <div class="form-actions">
          <button type="submit" class="btn btn-success">
            {t('mass.close.confirm')}
          </button>
        </div>
      </form>
    </details>
  );
}
