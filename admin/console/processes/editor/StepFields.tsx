import { CATEGORIES } from '../../../../core/business-process/process.ts';
import { LONGEST_NAME, LONGEST_NARRATIVE } from '../../../../core/business-process/validateProcess.ts';
import type { Page } from '../../env.ts';
import type { EditorState } from './editorState.ts';
import { BilingualField, type FaultsOf, FieldFaults, faultAttributes } from './Fields.tsx';
import { nameAt } from './faultWords.ts';

/** One step of the form: its texts, its column, and buttons that move it or take it away. */
export function StepFields(props: {
  page: Page;
  state: EditorState;
  place: number;
  focused: boolean;
  faultsOf: FaultsOf;
}) {
  const { page, state, place, faultsOf } = props;
  const { t } = page;
  const step = state.steps[place];
  if (!step) return null;
  const name = nameAt(state, place, page);
  return (
    <fieldset class="step-fields" id={`step-${place}`}>
      <legend class="step-legend">
        <span class="step-number">{place + 1}</span>
        <span class="wrap-anywhere">{name}</span>
        {place === 0 && <span class="text-faint text-xs font-normal">{t('processes.start')}</span>}
      </legend>
      <div class="step-tools">
        <StepButton action="up" {...props} name={name} disabled={place === 0} />
        <StepButton action="down" {...props} name={name} disabled={place === state.steps.length - 1} />
        <StepButton action="remove" {...props} name={name} disabled={state.steps.length === 1} />
      </div>
      <FieldFaults field={`step-${place}`} faultsOf={faultsOf} />
      <BilingualField
        page={page}
        name={`name-${place}`}
        label={t('processes.step.name')}
        value={step.name}
        limit={LONGEST_NAME}
        autofocus={props.focused}
        faultsOf={faultsOf}
      />
      <div class="bilingual">
        <label class="field">
          <span class="field-label">{t('processes.step.category')}</span>
          <select
            class="select"
            name={`category-${place}`}
            id={`category-${place}`}
            {...faultAttributes(`category-${place}`, faultsOf)}
          >
            {CATEGORIES.map((category) => (
              <option value={category} selected={category === step.category}>
                {t(`category.${category}`)}
              </option>
            ))}
          </select>
          <FieldFaults field={`category-${place}`} faultsOf={faultsOf} />
        </label>
        <label class="field">
          <span class="field-label">{t('processes.step.id')}</span>
          <input
            type="text"
            class="entry mono-entry"
            name={`id-${place}`}
            id={`id-${place}`}
            value={step.id}
            maxlength={40}
            autocomplete="off"
            spellcheck={false}
            {...faultAttributes(`id-${place}`, faultsOf)}
          />
          <FieldFaults field={`id-${place}`} faultsOf={faultsOf} />
        </label>
      </div>
      <BilingualField
        page={page}
        name={`narrative-${place}`}
        label={t('processes.step.narrative')}
        value={step.narrative}
        limit={LONGEST_NARRATIVE}
        rows={3}
        faultsOf={faultsOf}
      />
    </fieldset>
  );
}

function StepButton(props: {
  page: Page;
  action: 'up' | 'down' | 'remove';
  place: number;
  name: string;
  disabled: boolean;
}) {
  const { page, action, place, name } = props;
  const { t } = page;
  return (
    <button
      type="submit"
      class="btn btn-sm"
      name="action"
      value={`${action}:${place}`}
      disabled={props.disabled}
      aria-label={t(`processes.step.${action}.label`, { name })}
    >
      {t(`processes.step.${action}`)}
    </button>
  );
}
