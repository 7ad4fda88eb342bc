import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { CustomerTable } from './CustomerTable.tsx';
import { ListNote } from './ListNote.tsx';
import type { ListQuery } from './listQuery.ts';
import type { CustomerListing } from './loadList.ts';

export interface ListProps {
  page: Page;
  query: ListQuery;
  listing: CustomerListing;
}

/** The list of customers: the search field, and what it finds while it is typed into. */
export function ListPage(props: ListProps) {
  const { page } = props;
  return (
    <Layout page={page} title={page.t('customers.title')} section="customers">
      <div class="page-head">
        <h1>{page.t('customers.title')}</h1>
        <a class="btn btn-primary btn-sm ml-auto" href="/customers/new" data-hotkey="n">
          {page.t('customers.new')}
        </a>
      </div>
      <SearchForm {...props} />
      <ListNote {...props} />
      <div id="customers">
        <CustomerTable {...props} />
      </div>
    </Layout>
  );
}

/** Without scripts it is a form like any other. */
function SearchForm({ page, query }: ListProps) {
  const { t } = page;
  return (
    <search>
      <form
        id="customer-search"
        class="customers-search"
        method="get"
        action="/customers"
        hx-get="/customers"
        hx-trigger="submit, input changed delay:300ms from:#customers-q"
        hx-target="#customers"
        hx-swap="innerHTML"
        hx-sync="this:replace"
      >
        <label class="search-field">
          <span class="sr-only">{t('customers.search')}</span>
          <Icon name="search" />
          <input
            id="customers-q"
            type="search"
            name="q"
            value={query.q}
            placeholder={t('customers.search.placeholder')}
            aria-describedby="customers-hint"
            autocomplete="off"
            maxlength={80}
            data-hotkey="/"
          />
        </label>
        <button type="submit" class="btn">
          {t('customers.search.submit')}
        </button>
      </form>
      <p id="customers-hint" class="text-faint mt-1.5 mb-4 text-xs">
        {t('customers.search.hint')}
      </p>
    </search>
  );
}
