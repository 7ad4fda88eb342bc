import type pg from 'pg';

/** A server that does not let go of its connections must not keep the process from ending. */
const PATIENCE_MS = 2_000;

/**
 * Ends a pool and waits until its connections are really gone: `pool.end()` answers while their goodbyes are still
 * on the way, and a server stopped in that moment reports every one of them as broken.
 */
export async function closePool(pool: pg.Pool): Promise<void> {
  let left = pool.totalCount;
  const gone = new Promise<void>((resolve) => {
    const count = () => {
      left -= 1;
      if (left <= 0) resolve();
    };
    pool.on('remove', count);
    if (left === 0) resolve();
  });
  await pool.end();
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
}
