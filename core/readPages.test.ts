import { describe, expect, it } from 'vitest';
import { readPages } from './readPages.ts';

const all = Array.from({ length: 150 }, (_, index) => ({ id: String(index) }));

describe('a list in pages', () => {
  it.each([7, 50, 100, 1000])('is read whole from a server that keeps to pages of %i', async (size) => {
    expect(await readPages('x', async (offset) => all.slice(offset, offset + size))).toEqual(all);
  });

  it('is read once from a server that minds no offset', async () => {
    let calls = 0;
    const read = async () => {
      calls += 1;
      return all;
    };
    expect(await readPages('x', read)).toEqual(all);
    expect(calls).toBe(2);
  });

  it('is given up when it has no end', async () => {
    let next = 0;
    const endless = async () => [{ id: String(next++) }];
    await expect(readPages('x', endless)).rejects.toMatchObject({ code: 'x.endless' });
  });
});
