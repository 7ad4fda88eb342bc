import { UnrecoverableError } from 'bullmq';
import { describe, expect, it } from 'vitest';
import type { HouseContext } from '../core/context.ts';
import { NoAnswer } from '../core/errors.ts';
import { createLog } from '../core/log.ts';
import { createMetrics } from '../core/metrics.ts';
import { backoff } from './backoff.ts';
import type { Handler } from './handler.ts';
import { startLoop } from './loop.ts';
import { runJob } from './runJob.ts';

describe('the wait of a failed job', () => {
  it('grows, never beyond a quarter of a minute, and differs from job to job', () => {
    for (let attempt = 1; attempt < 60; attempt += 1) {
      const full = Math.min(250 * 2 ** (attempt - 1), 15_000);
      const waits = Array.from({ length: 50 }, () => backoff(attempt));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(full / 2);
      expect(Math.max(...waits)).toBeLessThanOrEqual(full);
      expect(new Set(waits).size).toBeGreaterThan(5);
    }
  });
});

describe('the wrapper of every handler', () => {
  const open = () => {
    let lines = '';
    const metrics = createMetrics();
    const log = createLog('info', { write: (line) => (lines += line) });
    const ctx = { metrics, log } as HouseContext;
    const outcome = async (name: string) => {
      const { values } = await metrics.jobs.get();
      return values.find((value) => value.labels.outcome === name)?.value ?? 0;
    };
    return { ctx, outcome, lines: () => lines };
  };
  const failing = (error: Error, onFailure?: Handler['onFailure']): Handler => ({
    queue: 'intake',
    handle: () => Promise.reject(error),
    ...(onFailure && { onFailure }),
  });

  it('counts what is done', async () => {
    const { ctx, outcome } = open();
    await runJob(ctx, { queue: 'intake', handle: async () => undefined }, 'id');
    expect(await outcome('done')).toBe(1);
  });

  it('throws on an outside silence for a retry, and notes it as not ours', async () => {
    const { ctx, outcome } = open();
    const noted: unknown[] = [];
    const handler = failing(new NoAnswer('customers.http_500', 'x'), async (_ctx, id, failure) => {
      noted.push([id, failure]);
      return false;
    });
    await expect(runJob(ctx, handler, 'id')).rejects.toThrow('customers.http_500');
    expect(noted).toEqual([['id', { code: 'customers.http_500', ours: false }]]);
    expect(await outcome('retry')).toBe(1);
  });

  it('takes a store that is away for no fault of ours, and survives that the failure cannot be noted', async () => {
    const { ctx, outcome, lines } = open();
    const away = Object.assign(new Error('Key (phone)=(+79160000007)'), { code: '57P01' });
    const noted: unknown[] = [];
    const handler = failing(away, async (_ctx, _id, failure) => {
      noted.push(failure);
      throw new Error('+79160000007');
    });
    await expect(runJob(ctx, handler, 'id')).rejects.toThrow(/^store\.away$/);
    expect(noted).toEqual([{ code: 'store.away', ours: false }]);
    expect(await outcome('retry')).toBe(1);
    expect(lines()).not.toContain('9160000007');
  });

  it('gives a quarantined row up', async () => {
    const { ctx, outcome } = open();
    const handler = failing(new Error('bug'), async () => true);
    await expect(runJob(ctx, handler, 'id')).rejects.toBeInstanceOf(UnrecoverableError);
    expect(await outcome('quarantined')).toBe(1);
  });

  it('keeps a foreign error’s words out of log and queue', async () => {
    const { ctx, lines } = open();
    const refusal = await runJob(ctx, failing(new Error('Key (phone)=(+79160000007)')), 'id').catch(
      (error) => error,
    );
    expect(String(refusal)).not.toContain('9160000007');
    expect(lines()).toContain('"code":"internal"');
    expect(lines()).not.toContain('9160000007');
  });
});

describe('a loop', () => {
  it('goes on after a failed round, hurries while there is more, and stops after the round under way', async () => {
    const log = createLog('silent');
    let rounds = 0;
    let ended = 0;
    const loop = startLoop({
      name: 'test',
      everyMs: 1,
      log,
      round: async () => {
        rounds += 1;
        if (rounds === 1) throw new Error('once');
        await new Promise((resolve) => setTimeout(resolve, 5));
        ended += 1;
        return rounds < 4;
      },
    });
    await expect.poll(() => ended).toBeGreaterThanOrEqual(3);
    await loop.stop();
    const after = rounds;
    expect(ended).toBe(rounds - 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rounds).toBe(after);
  });
});
