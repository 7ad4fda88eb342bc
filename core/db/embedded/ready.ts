import pg from 'pg';
import { ROLE } from './password.ts';

const POLL_MS = 12;
/** The server is there and not yet, or no longer, open. */
const STARTING = new Set(['57P03', '53300', '57P01']);
const NO_SUCH_DATABASE = '3D000';

export interface Target {
  port: number;
  password: string;
  database: string;
}

/** @returns `postgres://…@127.0.0.1:port/database`; the parts hold no character that needs escaping */
export function connectionUrl({ port, password, database }: Target): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/**
 * Waits until the server answers a query, making the database when it is missing.
 *
 * @param signal ends the wait at once
 * @returns true when ready, false when aborted or after `timeoutMs`
 * @throws the server's own error when it answers with one that waiting will not cure, such as a wrong password
 */
export async function waitUntilReady(
  target: Target,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  const aborted = new Promise<false>((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
  while (!signal.aborted && performance.now() < deadline) {
    // A stranger who has our port may accept and say nothing: hence the race.
    if (await Promise.race([aborted, answers(target)])) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}

async function answers(target: Target): Promise<boolean> {
  try {
    await query(target, 'SELECT 1');
    return true;
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === NO_SUCH_DATABASE) await createDatabase(target);
    else if (error instanceof pg.DatabaseError && !STARTING.has(code)) throw error;
    return false;
  }
}

async function createDatabase(target: Target): Promise<void> {
  const name = pg.escapeIdentifier(target.database);
  await query({ ...target, database: 'postgres' }, `CREATE DATABASE ${name}`);
}

async function query(target: Target, text: string): Promise<void> {
  const client = new pg.Client({
    connectionString: connectionUrl(target),
    connectionTimeoutMillis: 2_000,
    application_name: 'helpdesk-embedded',
  });
  client.on('error', () => undefined); // a cut connection; the query's own rejection tells
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end().catch(() => undefined);
  }
}
