import {
  type FilterField,
  NONE,
  PRESETS,
  WORD_FIELDS,
  type WordField,
} from '../../../core/analytics/filter.ts';
import { REQUEST_STATUSES } from '../../../core/service-request/status.ts';
import type { Page } from '../env.ts';
import { choiceLabel, noneKey } from './labels.ts';
import { showcaseUrl } from './links.ts';
import type { FilterProps } from './ShowcasePage.tsx';

/** The filters: a plain form whose address is the page's. With scripts, a choice applies at once. */
export function FilterBar(props: FilterProps) {
  const { page, filter, wrong } = props;
  const { t } = page;
  return (
    <search class="showcase-filters">
      <nav class="presets" aria-label={t('showcase.filter.period')}>
        {PRESETS.map((preset) => (
          <a
            href={showcaseUrl(filter, { period: preset })}
            aria-current={filter.period === preset && wrong.length === 0 ? 'true' : undefined}
          >
            {t(`showcase.period.${preset}`)}
          </a>
        ))}
      </nav>
      <form
        id="showcase-filter"
        method="get"
        action="/showcase"
        hx-get="/showcase"
        hx-trigger="submit"
        hx-target="#showcase"
        hx-swap="outerMorph"
        hx-sync="this:replace"
      >
        {filter.period !== null && <input type="hidden" name="period" value={filter.period} />}
        <div class="showcase-fields">
          <DayField {...props} name="from" />
          <DayField {...props} name="to" />
          {WORD_FIELDS.map((field) => (
            <WordSelect {...props} field={field} />
          ))}
          <StateSelect {...props} />
          <div class="showcase-actions">
            <button type="submit" class="btn btn-sm btn-primary">
              {t('showcase.filter.submit')}
            </button>
            <a class="btn btn-sm" href="/showcase">
              {t('showcase.filter.clear')}
            </a>
          </div>
        </div>
      </form>
    </search>
  );
}

function DayField({ page, filter, wrong, given, name }: FilterProps & { name: 'from' | 'to' }) {
  const bent = wrong.includes('from') || wrong.includes('to');
  const value = bent ? (given[name] ?? '') : filter[name];
  return (
    <label class="showcase-field showcase-day" for={`filter-${name}`}>
      <span>{page.t(`showcase.filter.${name}`)}</span>
      <input id={`filter-${name}`} type="date" name={name} value={value} {...invalid(name, wrong)} required />
    </label>
  );
}

function WordSelect({ page, filter, wrong, choices, field }: FilterProps & { field: WordField }) {
  const value = filter[field];
  const foreign = value !== undefined && wrong.includes(field);
  return (
    <label class="showcase-field" for={`filter-${field}`}>
      <span>{page.t(`showcase.filter.${field}`)}</span>
      <select id={`filter-${field}`} class="select select-sm" name={field} {...invalid(field, wrong)}>
        <option value="">{page.t(`showcase.all.${field}`)}</option>
        {foreign && (
          <option value={value} selected>
            {value}
          </option>
        )}
        <NoneOption page={page} field={field} selected={value === NONE} />
        {choices[field].map((choice) => (
          <option value={choice.id} selected={choice.id === value}>
            {choiceLabel(field, choice, page)}
          </option>
        ))}
      </select>
    </label>
  );
}

function NoneOption({ page, field, selected }: { page: Page; field: WordField; selected: boolean }) {
  if (field === 'channel' || field === 'department') return null;
  return (
    <option value={NONE} selected={selected}>
      {page.t(noneKey(field))}
    </option>
  );
}

function StateSelect({ page, filter, wrong }: FilterProps) {
  return (
    <label class="showcase-field" for="filter-state">
      <span>{page.t('showcase.filter.state')}</span>
      <select id="filter-state" class="select select-sm" name="state" {...invalid('state', wrong)}>
        <option value="">{page.t('showcase.all.state')}</option>
        {REQUEST_STATUSES.map((state) => (
          <option value={state} selected={state === filter.state}>
            {page.t(`status.${state}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function invalid(field: FilterField, wrong: FilterField[]) {
  return wrong.includes(field)
    ? ({ 'aria-invalid': 'true', 'aria-describedby': 'filter-fault' } as const)
    : {};
}
