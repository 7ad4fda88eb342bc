import type { Bilingual } from '../../../core/business-process/process.ts';
import type { Page } from '../env.ts';
import type { DeclareForm } from './forms.ts';

/** Title, place and words of a mass incident. @param props.areas to choose from. */
export function DeclareFields({ page, form, areas }: { page: Page; form: DeclareForm; areas: string[] }) {
  const { t } = page;
  return (
    <>
      <div class="grid gap-4 sm:grid-cols-2">
        <label class="field">
          <span class="field-label">{t('mass.title')}</span>
          <input class="entry" name="title" value={form.title} required maxlength={120} autocomplete="off" />
        </label>
        <label class="field">
          <span class="field-label">{t('mass.area')}</span>
          <input
            class="entry"
            name="area"
            value={form.area}
            list="areas"
            maxlength={200}
            autocomplete="off"
            placeholder={t('mass.area.any')}
          />
          <datalist id="areas">
            {areas.map((area) => (
              <option value={area} />
            ))}
          </datalist>
        </label>
      </div>
      <BothLanguages page={page} name="told" label="mass.told" hint="mass.told.hint" value={form.told} />
    </>
  );
}

/** A text customers are written to, in both languages of the house. */
export function BothLanguages(props: {
  page: Page;
  name: 'told' | 'resolution';
  label: 'mass.told' | 'mass.resolution';
  hint: 'mass.told.hint' | 'mass.resolution.hint';
  value: Bilingual;
}) {
  const { page, name, value } = props;
  const { t } = page;
  return (
    <fieldset class="field">
      <legend class="field-label">{t(props.label)}</legend>
      <div class="grid gap-4 sm:grid-cols-2">
        <label class="field">
          <span class="text-faint text-xs">{t('mass.inRussian')}</span>
          <textarea class="entry" name={`${name}Ru`} rows={3} maxlength={500} required>
            {value.ru}
          </textarea>
        </label>
        <label class="field">
          <span class="text-faint text-xs">{t('mass.inEnglish')}</span>
          <textarea class="entry" name={`${name}En`} rows={3} maxlength={500}>
            {value.en}
          </textarea>
        </label>
      </div>
      <p class="text-faint text-xs">{t(props.hint)}</p>
    </fieldset>
  );
}
