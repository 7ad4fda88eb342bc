import { type Stringifier, stringify } from 'csv-stringify';
import type { CountedRequest } from '../../../core/analytics/listCounted.ts';
import type { Page } from '../env.ts';
import { channelLabel, groupLabel } from '../layout/words.ts';
import { serviceName } from '../requests/serviceName.ts';
import { formatMoment } from './format.ts';

/** Rows an export has at the most: what a spreadsheet and a mail still carry. */
export const EXPORT_LIMIT = 100_000;

const COLUMNS = [
  'number',
  'createdAt',
  'answeredAt',
  'closedAt',
  'status',
  'closeReason',
  'channel',
  'phone',
  'customer',
  'service',
  'workGroup',
  'assignee',
  'incident',
  'dueAt',
  'sla',
  'rating',
  'answerMinutes',
  'closeMinutes',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * Requests as CSV, batch by batch, in the person's language. A spreadsheet takes no cell for a formula: what begins
 * like one, a phone's plus included, stands behind an apostrophe. Russian Excel splits at semicolons and needs the
 * byte order mark to read UTF-8.
 * @param batches of requests.
 * @param options.cut true where there are more requests than rows; the last line then says so.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function exportCsv(
  batches: AsyncIterable<CountedRequest[]>,
  options: { page: Page; zone: string; cut: boolean },
): ReadableStream<Uint8Array> {
  const { page } = options;
  const csv = stringify({
    bom: true,
    delimiter: page.language === 'ru' ? ';' : ',',
    record_delimiter: 'windows',
    // A bare line feed ends a line for a spreadsheet too, and what comes behind it would be a cell of its own.
    quoted_match: /[\r\n]/,
    escape_formulas: true,
  });
  const reading = csv[Symbol.asyncIterator]();
  const writing = write(csv, batches, options);
  // Its failure is the stream's, which the reader is told of.
  writing.catch((error: unknown) =>
    csv.destroy(error instanceof Error ? error : new Error('the export failed')),
  );
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reading.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      csv.destroy();
    },
  });
}

async function write(
  csv: Stringifier,
  batches: AsyncIterable<CountedRequest[]>,
  { page, zone, cut }: { page: Page; zone: string; cut: boolean },
): Promise<void> {
  csv.write(COLUMNS.map((column) => page.t(`showcase.csv.${column}`)));
  for await (const batch of batches) {
    for (const request of batch) {
      // Somebody who stopped reading is written to no more.
      if (csv.destroyed) return;
      const row = toRow(request, page, zone);
      if (!csv.write(COLUMNS.map((column) => row[column]))) await drained(csv);
    }
  }
  if (cut) csv.write([page.t('showcase.csv.cut', { number: EXPORT_LIMIT })]);
  csv.end();
}

function drained(csv: Stringifier): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      csv.off('drain', go);
      csv.off('close', go);
      resolve();
    };
    csv.on('drain', go);
    csv.on('close', go);
  });
}

function toRow(request: CountedRequest, page: Page, zone: string): Record<Column, string | number | null> {
  const { t, language } = page;
  const moment = (at: Date | null) => (at === null ? null : formatMoment(at, zone, language));
  const late = request.breachedAt !== null;
  const known = late || (request.dueAt !== null && request.closedAt !== null);
  return {
    number: request.number,
    createdAt: moment(request.createdAt),
    answeredAt: moment(request.answeredAt),
    closedAt: moment(request.closedAt),
    status: t(`status.${request.status}`),
    closeReason: request.closeReason && t(`reason.${request.closeReason}`),
    channel: channelLabel(request.channel),
    phone: request.phone,
    customer: request.customerName,
    service: serviceName(request, language),
    workGroup: request.workGroupId && groupLabel(request.workGroupId, t),
    assignee: request.assigneeName,
    incident: request.incidentNumber,
    dueAt: moment(request.dueAt),
    sla: known ? t(late ? 'showcase.csv.breached' : 'showcase.csv.kept') : null,
    rating: request.rating,
    answerMinutes: minutes(request.createdAt, request.answeredAt),
    closeMinutes: minutes(request.createdAt, request.closedAt),
  };
}

function minutes(from: Date, to: Date | null): number | null {
  return to === null ? null : Math.round((to.getTime() - from.getTime()) / 60_000);
}
