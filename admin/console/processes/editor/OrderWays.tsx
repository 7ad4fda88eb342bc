import { ORDER_STATES } from '../../../../core/business-process/orderStates.ts';
import type { Page } from '../../env.ts';
import { orderStateLabel } from '../../layout/reasons.ts';
import { orderWords } from '../wayWords.ts';
import type { EditorState } from './editorState.ts';
import { nameAt } from './faultWords.ts';

/** Which states of the order make a transition by themselves, for each transition that is drawn. */
export function OrderWays({ page, state }: { page: Page; state: EditorState }) {
  const { t } = page;
  return (
    <div class="order-ways">
      {state.ways.map((way) => {
        const label = `${nameAt(state, way.from, page)} → ${nameAt(state, way.to, page)}`;
        const chosen = orderWords({ from: '', to: '', by: [], orderStates: way.orderStates }, t);
        return (
          <details class="order-way" open={false}>
            <summary>
              <span class="font-medium wrap-anywhere">{label}</span>{' '}
              <span class="text-faint">{chosen || t('processes.order.none')}</span>
            </summary>
            <fieldset class="order-choices">
              <legend class="sr-only">{t('processes.order.legend', { way: label })}</legend>
              {ORDER_STATES.map((each) => (
                <label class="order-choice">
                  <input
                    type="checkbox"
                    class="tick"
                    name={`order-${way.from}-${way.to}`}
                    value={each}
                    checked={way.orderStates.includes(each)}
                  />
                  {orderStateLabel(each, t)}
                </label>
              ))}
            </fieldset>
          </details>
        );
      })}
    </div>
  );
}
