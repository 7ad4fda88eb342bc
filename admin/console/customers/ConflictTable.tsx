import type { Page } from '../env.ts';
import { phoneLabel } from '../layout/words.ts';
import type { Difference } from './differences.ts';

/** Each fact in question with what it was, what is saved and what was written; one of the last two is chosen. */
export function ConflictTable({ page, differences }: { page: Page; differences: Difference[] }) {
  const { t } = page;
  return (
    <div class="conflict">
      {differences.map((each) => (
        <fieldset class="panel conflict-row">
          <legend class="conflict-name">{t(`customer.fact.${each.fact}`)}</legend>
          <div class="conflict-was">
            <span class="text-faint block text-xs">{t('customer.conflict.base')}</span>
            <Values page={page} difference={each} side="base" />
          </div>
          <Choice page={page} difference={each} side="theirs" />
          <Choice page={page} difference={each} side="mine" />
          {each.chosen === null && (
            <p class="conflict-both text-warning text-xs">{t('customer.conflict.choose')}</p>
          )}
        </fieldset>
      ))}
    </div>
  );
}

function Choice(props: { page: Page; difference: Difference; side: 'mine' | 'theirs' }) {
  const { page, difference, side } = props;
  return (
    <label class="choice">
      <input
        type="radio"
        class="radio radio-sm radio-primary"
        name={`choose.${difference.fact}`}
        value={side}
        checked={difference.chosen === side}
        required
      />
      <span class="min-w-0">
        <span class="choice-note">{page.t(`customer.conflict.${side}`)}</span>
        <Values page={page} difference={difference} side={side} />
      </span>
    </label>
  );
}

function Values({
  page,
  difference,
  side,
}: {
  page: Page;
  difference: Difference;
  side: 'base' | 'mine' | 'theirs';
}) {
  const values = difference[side];
  if (values.length === 0) return <span class="text-faint">{page.t('customer.fact.none')}</span>;
  return (
    <>
      {values.map((value) => (
        <span class="block wrap-anywhere">{difference.fact === 'phones' ? phoneLabel(value) : value}</span>
      ))}
    </>
  );
}
