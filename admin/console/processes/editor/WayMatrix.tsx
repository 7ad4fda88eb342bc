import type { Mover } from '../../../../core/business-process/process.ts';
import type { Page } from '../../env.ts';
import type { EditedWay, EditorState } from './editorState.ts';
import { type FaultsOf, FieldFaults } from './Fields.tsx';
import { nameAt } from './faultWords.ts';

const MOVERS: Mover[] = ['assignee', 'supervisor'];

/** Who may go from which step to which: a row for each step to go from, a column for each to go to. */
export function WayMatrix(props: { page: Page; state: EditorState; faultsOf: FaultsOf }) {
  const { page, state, faultsOf } = props;
  const { t } = page;
  const names = state.steps.map((_, place) => nameAt(state, place, page));
  return (
    <section class="matrix-scroll" tabindex={0} aria-label={t('processes.matrix')}>
      <table class="matrix">
        <caption class="sr-only">{t('processes.matrix.caption')}</caption>
        <thead>
          <tr>
            <td class="matrix-corner">{t('processes.matrix.corner')}</td>
            {names.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, from) => (
            <tr>
              <th scope="row">{name}</th>
              {names.map((target, to) => (
                <Cell
                  page={page}
                  way={state.ways.find((each) => each.from === from && each.to === to)}
                  {...{ from, to, faultsOf }}
                  label={`${name} → ${target}`}
                  closed={from === to || state.steps[from]?.category === 'DONE'}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A way a step cannot have is shown only where it was drawn by mistake, so that it can be taken away. */
function Cell(props: {
  page: Page;
  way: EditedWay | undefined;
  from: number;
  to: number;
  label: string;
  closed: boolean;
  faultsOf: FaultsOf;
}) {
  const { page, way, from, to, label, faultsOf } = props;
  const { t } = page;
  const field = `cell-${from}-${to}`;
  if (props.closed && !way) return <td class="matrix-closed" />;
  return (
    <td id={field} class={faultsOf(field).length > 0 ? 'matrix-fault' : undefined}>
      {MOVERS.map((mover) => (
        <label class="matrix-choice">
          <input
            type="checkbox"
            class="tick"
            name={`way-${from}-${to}-${mover}`}
            checked={way?.by.includes(mover) ?? false}
            aria-label={`${label}: ${t(`processes.by.${mover}`)}`}
          />
          <span aria-hidden="true">{t(`processes.by.${mover}.short`)}</span>
        </label>
      ))}
      <FieldFaults field={field} faultsOf={faultsOf} />
    </td>
  );
}
