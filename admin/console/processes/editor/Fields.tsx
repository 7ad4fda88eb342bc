import type { Bilingual } from '../../../../core/business-process/process.ts';
import type { Page } from '../../env.ts';

const LANGUAGES = ['ru', 'en'] as const;

/** Answers what is wrong with a field, in words; empty: nothing. */
export type FaultsOf = (field: string) => string[];

/** What is wrong with a field, beside it and told with it. */
export function FieldFaults({ field, faultsOf }: { field: string; faultsOf: FaultsOf }) {
  const faults = faultsOf(field);
  if (faults.length === 0) return null;
  return (
    <p class="field-fault" id={`fault-${field}`}>
      {faults.join(' ')}
    </p>
  );
}

/** Attributes that tie a field to what is wrong with it. */
export function faultAttributes(field: string, faultsOf: FaultsOf) {
  return faultsOf(field).length === 0
    ? {}
    : { 'aria-invalid': 'true' as const, 'aria-describedby': `fault-${field}` };
}

/** A text in both languages, side by side. @param props.rows of a text area; absent: one line. */
export function BilingualField(props: {
  page: Page;
  name: string;
  label: string;
  value: Bilingual;
  limit: number;
  rows?: number;
  autofocus?: boolean;
  faultsOf: FaultsOf;
}) {
  const { page, name, value, limit, rows, faultsOf } = props;
  return (
    <div class="bilingual">
      {LANGUAGES.map((language) => {
        const field = `${name}-${language}`;
        const attributes = {
          id: field,
          name: field,
          class: 'entry',
          lang: language,
          maxlength: limit,
          ...faultAttributes(field, faultsOf),
        };
        return (
          <div class="field">
            <label class="field-label" for={field}>
              {props.label}, {page.t(`processes.language.${language}`)}
            </label>
            {rows === undefined ? (
              <input
                type="text"
                value={value[language]}
                autocomplete="off"
                autofocus={props.autofocus && language === 'ru'}
                {...attributes}
              />
            ) : (
              <textarea rows={rows} {...attributes}>
                {value[language]}
              </textarea>
            )}
            <FieldFaults field={field} faultsOf={faultsOf} />
          </div>
        );
      })}
    </div>
  );
}
