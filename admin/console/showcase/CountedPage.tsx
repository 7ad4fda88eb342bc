import type { CountedRequest } from '../../../core/analytics/listCounted.ts';
import type { Window } from '../../../core/analytics/window.ts';
import type { Page as Paged } from '../../../core/paging.ts';
import { StatusBadge } from '../layout/Badges.tsx';
import { Empty } from '../layout/Empty.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { Pager } from '../layout/Pager.tsx';
import { Stars } from '../layout/Stars.tsx';
import { channelLabel, senderLabel } from '../layout/words.ts';
import { serviceName } from '../requests/serviceName.ts';
import { bucketTitle, formatDays, formatDuration, formatMoment, formatNumber } from './format.ts';
import { filterWords } from './labels.ts';
import { countedUrl, exportUrl, type Narrowing, showcaseUrl } from './links.ts';
import type { FilterProps } from './ShowcasePage.tsx';

export interface CountedProps extends FilterProps {
  narrowing: Narrowing;
  window: Window;
  cursor: string | undefined;
  count: number;
  requests: Paged<CountedRequest>;
  /** Rows an export has at the most. */
  exportLimit: number;
}

const COLUMNS = ['number', 'status', 'customer', 'channel', 'service', 'assignee', 'moment'] as const;

/** Exactly the requests a number of the showcase counts. */
export function CountedPage(props: CountedProps) {
  const { page, filter, narrowing, count, requests } = props;
  const { t, language } = page;
  const title = t(`showcase.figure.${narrowing.figure}`);
  const number = formatNumber(count, language);
  const tooMany = count > props.exportLimit;
  return (
    <Layout page={page} title={`${title} · ${t('showcase.title')}`} section="showcase">
      <a class="back-link" href={showcaseUrl(filter)}>
        <Icon name="back" />
        {t('showcase.title')}
      </a>
      <div class="page-head">
        <h1>
          {title} <span class="text-faint font-normal tabular-nums">{number}</span>
        </h1>
        {count > 0 && (
          <a class="btn btn-sm md:ml-auto" href={exportUrl(filter, narrowing)} data-hotkey="x">
            <Icon name="file" />
            {tooMany
              ? t('showcase.export.first', { number: formatNumber(props.exportLimit, language) })
              : t('showcase.export.all', { number })}
          </a>
        )}
      </div>
      <p class="counted-words">{wordsOf(props).join(' · ')}</p>
      <p class="text-faint mb-3">{t(`showcase.meaning.${narrowing.figure}`)}</p>
      {requests.items.length === 0 ? (
        <Empty icon="search" title={t('showcase.counted.empty')} hint={t('showcase.counted.empty.hint')} />
      ) : (
        <Table {...props} />
      )}
    </Layout>
  );
}

/** Period and filters in words. */
function wordsOf({ page, filter, narrowing, window, zone, choices }: CountedProps): string[] {
  const [bucket] = window.buckets;
  const period =
    narrowing.hour !== undefined && bucket !== undefined
      ? bucketTitle(bucket, zone, page.language)
      : formatDays(filter.from, filter.to, page.language);
  const reason = narrowing.closeReason && page.t(`reason.${narrowing.closeReason}`);
  return [period, ...filterWords(filter, choices, page), ...(reason ? [reason] : [])];
}

function Table(props: CountedProps) {
  const { page, filter, narrowing, cursor, requests } = props;
  const { t } = page;
  return (
    <>
      <table class="grid-table requests-grid counted-grid">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th scope="col" class={column === 'moment' ? 'cell-age' : `cell-${column}`}>
                {column === 'moment'
                  ? t(`showcase.moment.${narrowing.figure}`)
                  : t(`requests.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {requests.items.map((request) => (
            <Row {...props} request={request} />
          ))}
        </tbody>
      </table>
      <Pager
        page={page}
        first={cursor === undefined ? null : countedUrl(filter, narrowing)}
        next={
          requests.nextCursor === null ? null : countedUrl(filter, narrowing, { cursor: requests.nextCursor })
        }
      />
    </>
  );
}

function Row(props: CountedProps & { request: CountedRequest }) {
  const { page, request, narrowing, zone } = props;
  const { t, language } = page;
  const sender = senderLabel(request, t);
  return (
    <tr id={`r-${request.id}`}>
      <td class="cell-number">
        <a id={`l-${request.id}`} class="row-link" href={`/requests/${request.id}`}>
          {request.number}
        </a>
      </td>
      <td class="cell-status">
        <span class="flex flex-wrap items-center gap-1.5">
          <StatusBadge status={request.status} t={t} />
          {request.breachedAt !== null && (
            <span class="chip [--tone:var(--color-error)]">{t('showcase.late')}</span>
          )}
          {request.rating !== null && <Stars page={page} rating={request.rating} />}
        </span>
        {request.closeReason !== null && <span class="cell-note">{t(`reason.${request.closeReason}`)}</span>}
      </td>
      <td class="cell-customer">
        <span class="cell-main">
          <span class={`cell-name ${(request.customerName ?? request.phone) ? '' : 'text-faint'}`}>
            {request.customerName ?? sender}
          </span>
          {request.customerName !== null && <span class="cell-phone">{sender}</span>}
          <span class="cell-via">{channelLabel(request.channel)}</span>
        </span>
      </td>
      <td class="cell-channel">{channelLabel(request.channel)}</td>
      <td class="cell-service">
        {serviceName(request, language) ?? <span class="text-faint">{t('list.noService')}</span>}
      </td>
      <td class="cell-assignee">
        {request.assigneeName ?? <span class="text-faint">{t('list.noAssignee')}</span>}
      </td>
      <td class="cell-age">
        {formatMoment(momentOf(request, narrowing), zone, language)}
        {request.seconds !== null && (
          <span class="cell-note">
            {t('showcase.took', { time: formatDuration(request.seconds, language) })}
          </span>
        )}
      </td>
    </tr>
  );
}

/** The moment that put a request into the figure. */
function momentOf(request: CountedRequest, { figure }: Narrowing): Date {
  const moment = {
    registered: request.createdAt,
    backlog: request.createdAt,
    answered: request.answeredAt,
    closed: request.closedAt,
    rated: request.closedAt,
    kept: request.closedAt,
    breached: request.breachedAt,
  }[figure];
  return moment ?? request.createdAt;
}
