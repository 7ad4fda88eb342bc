import { describe, expect, it } from 'vitest';
import { addressOf, expected, type Made, outcome, PERSONAS, type Persona, type Row } from './row.ts';

/** One side of the house, as the matrix tries its routes. */
export interface Side {
  /** Whether it is the API, which sends nobody to a login. */
  api: boolean;
  rows: Record<string, Row>;
  /** Routes that are somebody else's to test. */
  others: string[];
  /** What it answers to, as its router tells. */
  routes(): { method: string; path: string }[];
  /** Makes what one visit is about. */
  make(): Promise<Made>;
  /** Comes to an address. @throws where the answer is a fault of the house. */
  come(persona: Persona, visit: Visit): Promise<Response>;
}

export interface Visit {
  method: string;
  address: string;
  /** What the row sends. */
  body: Record<string, unknown> | undefined;
}

/** One visit to a route. @param come who comes. @returns `passed`, or the status of the refusal. */
export async function visitRoute(
  side: Pick<Side, 'rows' | 'make'>,
  route: string,
  come: (visit: Visit) => Promise<Response>,
): Promise<'passed' | number> {
  const row = side.rows[route];
  if (!row) throw new Error(`the matrix has no row for ${route}`);
  const [method = '', path = ''] = route.split(' ');
  const made = await side.make();
  const response = await come({ method, address: addressOf(path, row, made), body: row.body?.(made) });
  await response.body?.cancel();
  return outcome(response, method, row);
}

/** The tests of one side: every route has a row, and answers every persona as its row says. */
export function checkMatrix(side: Side): void {
  it('has a row for every route it has, and none for one it has not', () => {
    const routes = side
      .routes()
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect([...Object.keys(side.rows), ...side.others].sort()).toEqual([...new Set(routes)].sort());
  });

  describe.each(Object.entries(side.rows))('%s', (route, { rule }) => {
    it.each(PERSONAS)('as it should answers %s', async (persona) => {
      const answered = await visitRoute(side, route, (visit) => side.come(persona, visit));
      // What a page does by itself sends nobody to a login either.
      expect(answered).toBe(expected(rule, persona, side.api || route.includes(' /live')));
    });
  });
}
