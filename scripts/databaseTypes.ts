import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDb, createPool } from '../core/db/db.ts';
import { startTestPostgres } from '../core/db/embedded/testing.ts';
import { migrate } from '../core/db/migrate.ts';

/**
 * Writes core/db/types.generated.ts from what the migrations make of a fresh Postgres. With `--verify` it writes
 * nothing and fails when the file has drifted.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const server = await startTestPostgres();
try {
  const pool = createPool(server.url, { max: 2, onError: () => {} });
  await migrate(createDb(pool));
  await pool.end();
  const args = ['--config-file', 'core/db/codegen.json', '--url', server.url];
  if (process.argv.includes('--verify')) args.push('--verify');
  execFileSync(join(root, 'node_modules/.bin/kysely-codegen'), args, { cwd: root, stdio: 'inherit' });
} finally {
  await server.stop();
}
