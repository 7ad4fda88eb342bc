import { Alert } from '../../layout/Alert.tsx';
import { SearchField } from '../../layout/SearchField.tsx';
import { phoneLabel } from '../../layout/words.ts';
import type { NewPageProps } from './NewPage.tsx';

/** Whose request it is: a search, and everybody found as a way on. */
export function CustomerStep({ page, q, found }: Pick<NewPageProps, 'page' | 'q' | 'found'>) {
  const { t } = page;
  return (
    <section class="panel panel-accent" aria-labelledby="who">
      <h2 id="who" class="panel-title">
        {t('work.new.customer')}
      </h2>
      <search>
        <form
          class="search-line"
          method="get"
          action="/requests/new"
          hx-get="/requests/new"
          hx-trigger="submit, input changed delay:300ms from:find [name=q]"
          hx-target="#found"
          hx-swap="outerHTML"
          hx-sync="this:replace"
        >
          <SearchField
            label={t('settle.customer.search')}
            placeholder={t('settle.customer.placeholder')}
            value={q}
          />
          <button type="submit" class="btn btn-sm">
            {t('settle.customer.find')}
          </button>
        </form>
      </search>
      <FoundList page={page} found={found} />
    </section>
  );
}

/** What the search answered. */
export function FoundList({ page, found }: Pick<NewPageProps, 'page' | 'found'>) {
  const { t } = page;
  return (
    <div id="found" class="mt-3" aria-live="polite">
      {found.kind === 'away' && <Alert tone="warning">{t('settle.customer.away')}</Alert>}
      {found.kind === 'none' && <p class="text-faint">{t('settle.customer.hint')}</p>}
      {found.kind === 'found' && found.customers.length === 0 && (
        <p class="text-faint">{t('settle.customer.none')}</p>
      )}
      {found.kind === 'found' && (
        <ul class="choices">
          {found.customers.map((customer) => (
            <li>
              <a
                class="choice"
                href={`/requests/new?${new URLSearchParams({ customerId: customer.id })}`}
                data-row
              >
                <span class="min-w-0">
                  <span class="choice-name">{customer.name}</span>
                  <span class="choice-note">
                    {customer.id} ·{' '}
                    {customer.phones.map(phoneLabel).join(', ') || t('settle.customer.noPhones')}
                  </span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
