import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatcher, type Outcome } from './batcher.ts';

const ok = <Value>(value: Value): Outcome<Value> => ({ ok: true, value });

describe('the batcher', () => {
  it('flushes a lone item at once', async () => {
    const batches: number[][] = [];
    const batcher = createBatcher<number, number>(
      async (items) => {
        batches.push(items);
        return items.map(ok);
      },
      { maxSize: 10, maxInFlight: 1, maxWaiting: 100 },
    );
    expect(await batcher.add(1)).toBe(1);
    expect(batches).toEqual([[1]]);
  });

  it('gathers what comes while a flush is under way', async () => {
    const batches: number[][] = [];
    const releases: (() => void)[] = [];
    const batcher = createBatcher<number, number>(
      async (items) => {
        batches.push(items);
        await new Promise<void>((resolve) => releases.push(resolve));
        return items.map(ok);
      },
      { maxSize: 3, maxInFlight: 1, maxWaiting: 100 },
    );
    const results = [1, 2, 3, 4, 5].map((item) => batcher.add(item));
    for (let round = 0; round < 3; round += 1) {
      releases[round]?.();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(await Promise.all(results)).toEqual([1, 2, 3, 4, 5]);
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('gives each item its own error, and all of them the flush’s', async () => {
    const batcher = createBatcher<number, number>(
      async (items) => {
        if (items.includes(0)) throw new Error('down');
        return items.map((item) => (item < 0 ? { ok: false, error: new Error('negative') } : ok(item)));
      },
      { maxSize: 10, maxInFlight: 1, maxWaiting: 100 },
    );
    await expect(batcher.add(-1)).rejects.toThrow('negative');
    await expect(batcher.add(0)).rejects.toThrow('down');
    expect(await batcher.add(7)).toBe(7);
  });

  it('answers every item with its own result, whatever the sizes', async () => {
    const sizes = fc.record({
      maxSize: fc.integer({ min: 1, max: 7 }),
      maxInFlight: fc.integer({ min: 1, max: 3 }),
      maxWaiting: fc.constant(100),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer(), { maxLength: 40 }), sizes, async (items, options) => {
        const batcher = createBatcher<number, number>(async (batch) => {
          expect(batch.length).toBeLessThanOrEqual(options.maxSize);
          await Promise.resolve();
          return batch.map((item) => ok(item * 2));
        }, options);
        expect(await Promise.all(items.map((item) => batcher.add(item)))).toEqual(
          items.map((item) => item * 2),
        );
      }),
    );
  });

  it('turns away what would wait in too long a line', async () => {
    const batcher = createBatcher<number, number>(() => new Promise(() => {}), {
      maxSize: 1,
      maxInFlight: 1,
      maxWaiting: 2,
    });
    const waiting = [1, 2, 3].map((item) => batcher.add(item));
    await expect(batcher.add(4)).rejects.toMatchObject({ code: 'store.overfull' });
    expect(waiting).toHaveLength(3);
  });
});
