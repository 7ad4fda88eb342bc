import type { SwitchState } from '../../switches/index.ts';
import type { Texts } from '../locales/ru.ts';

const MINUTE = 60;

/** One system's switch: what it does now, and a button for each thing it can do; that in force is pressed. */
export function SwitchRow({ state, texts }: { state: SwitchState; texts: Texts['outside'] }) {
  const buttons = [
    { mode: 'ok', label: texts.works, hint: undefined, setting: { mode: 'ok' } },
    {
      mode: 'fail',
      label: texts.fail,
      hint: texts.failHint,
      setting: { mode: 'fail', status: 500, seconds: MINUTE },
    },
    { mode: 'slow', label: texts.slow, hint: texts.slowHint, setting: { mode: 'slow', delayMs: 5000 } },
    {
      mode: 'lose',
      label: texts.lose,
      hint: texts.loseHint,
      setting: { mode: 'lose', status: 500, seconds: MINUTE },
    },
  ];
  const name = texts.links[state.system];
  return (
    <li>
      <span class="name">{name}</span>
      <span class={`badge ${state.mode}`}>
        {texts.modes[state.mode]}
        {state.until && (
          <>
            {' '}
            {texts.until} <time datetime={state.until}>{state.until.slice(11, 19)}</time>
          </>
        )}
      </span>
      <span class="buttons">
        {buttons.map(({ mode, label, hint, setting }) => (
          <button
            type="button"
            class="button small"
            title={hint}
            aria-pressed={mode === state.mode ? 'true' : 'false'}
            aria-label={`${name}: ${label}`}
            data-key={`${state.system}-${mode}`}
            data-system={state.system}
            data-setting={JSON.stringify(setting)}
          >
            {label}
          </button>
        ))}
      </span>
    </li>
  );
}
