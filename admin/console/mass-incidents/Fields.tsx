import type { Bilingual } from '../../../core/business-process/process.ts';
import type { Page } from '../env.ts';
import type { AreaChoice, DeclareForm } from './forms.ts';

/** Title, place and words of a mass incident. */
export function DeclareFields(props: { page: Page; form: DeclareForm; areas: AreaChoice }) {
  const { page, form, areas } = props;
  const { t } = page;
  return (
    <>
      <div class="grid items-start gap-4 sm:grid-cols-2">
        <label class="field">
          <span class="field-label">{t('mass.title')}</span>
          <input class="entry" name="title" value={form.title} required maxlength={120} autocomplete="off" />
        </label>
        <AreaField page={page} form={form} areas={areas} />
      </div>
      <BothLanguages page={page} name="told" label="mass.told" hint="mass.told.hint" value={form.told} />
    </>
  );
}

/** Offers the known areas; another one must be said to be meant, which is asked only where it was refused. */
function AreaField({ page, form, areas }: { page: Page; form: DeclareForm; areas: AreaChoice }) {
  const { t } = page;
  const { refused } = areas;
  return (
    <div class="field">
      <label class="field-label" for="area">
        {t('mass.area')}
      </label>
      <input
        id="area"
        class="entry"
        name="area"
        value={form.area}
        list="areas"
        maxlength={200}
        autocomplete="off"
        placeholder={t('mass.area.any')}
        aria-describedby="area-hint"
        aria-invalid={refused !== null ? 'true' : undefined}
      />
      <datalist id="areas">
        {areas.known.map((area) => (
          <option value={area} />
        ))}
      </datalist>
      <span id="area-hint" class="text-faint text-xs wrap-anywhere">
        {refused !== null && refused.like.length > 0
          ? t('mass.area.like', { areas: refused.like.join('; ') })
          : t('mass.area.hint')}
      </span>
      {(refused !== null || form.unknownArea) && (
        <label class="choice">
          <input
            type="checkbox"
            class="checkbox checkbox-sm"
            name="unknownArea"
            value="yes"
            checked={form.unknownArea}
          />
          <span>{t('mass.area.unknown')}</span>
        </label>
      )}
    </div>
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
