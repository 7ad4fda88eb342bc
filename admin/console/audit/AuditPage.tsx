import type { AuditEntry } from '../../../core/audit/readAudit.ts';
import type { Page as Paged } from '../../../core/paging.ts';
import type { DirectoryUser } from '../../../core/user/directory.ts';
import type { Page } from '../env.ts';
import { Empty } from '../layout/Empty.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { Pager } from '../layout/Pager.tsx';
import { AuditTable } from './AuditTable.tsx';
import { type AuditQuery, auditUrl } from './query.ts';

export interface AuditPageProps {
  page: Page;
  query: AuditQuery;
  people: DirectoryUser[];
  entries: Paged<AuditEntry>;
  serviceNames: Map<string, string>;
}

/** Who saw and changed what, for supervisors. */
export function AuditPage(props: AuditPageProps) {
  const { page, query, entries } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t('audit.title')} section="audit">
      <div class="page-head">
        <h1>{t('audit.title')}</h1>
      </div>
      <p class="text-faint mb-4 max-w-2xl">{t('audit.lead')}</p>
      <Filters {...props} />
      {entries.items.length === 0 ? (
        <Empty icon="search" title={t('audit.none')} hint={t('audit.none.hint')} />
      ) : (
        <AuditTable {...props} />
      )}
      <Pager
        page={page}
        first={query.cursor === undefined ? null : auditUrl({ ...query, cursor: undefined })}
        next={entries.nextCursor === null ? null : auditUrl({ ...query, cursor: entries.nextCursor })}
      />
    </Layout>
  );
}

function Filters({ page, query, people }: AuditPageProps) {
  const { t } = page;
  return (
    <search>
      <form class="filters audit-filters" method="get" action="/audit">
        <label class="search-field">
          <span class="sr-only">{t('audit.about')}</span>
          <Icon name="search" />
          <input
            type="search"
            name="about"
            value={query.about ?? ''}
            placeholder={t('audit.about.placeholder')}
            autocomplete="off"
            data-hotkey="/"
          />
        </label>
        <label>
          <span class="sr-only">{t('audit.person')}</span>
          <select class="select select-sm" name="person">
            <option value="">{t('audit.person.all')}</option>
            {people.map((person) => (
              <option value={person.id} selected={person.id === query.person}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="sr-only">{t('audit.kind')}</span>
          <select class="select select-sm" name="kind">
            <option value="">{t('audit.kind.all')}</option>
            {(['seen', 'changed'] as const).map((kind) => (
              <option value={kind} selected={kind === query.kind}>
                {t(`audit.kind.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        {(['from', 'to'] as const).map((edge) => (
          <label class="audit-day">
            <span class="text-faint text-xs">{t(`audit.${edge}`)}</span>
            <input class="input-day" type="date" name={edge} value={query[edge] ?? ''} />
          </label>
        ))}
        <button type="submit" class="btn btn-sm">
          {t('audit.show')}
        </button>
      </form>
    </search>
  );
}
