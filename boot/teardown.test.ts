import { describe, expect, it } from 'vitest';
import { createLog } from '../core/log.ts';
import { createTeardown } from './teardown.ts';

describe('the teardown', () => {
  it('stops in the reverse order, once, whatever fails on the way', async () => {
    let lines = '';
    const teardown = createTeardown(createLog('info', { write: (line) => (lines += line) }));
    const stopped: string[] = [];
    for (const name of ['store', 'server', 'workers']) {
      teardown.add(name, async () => {
        stopped.push(name);
        if (name === 'server') throw new Error('stuck');
      });
    }
    await Promise.all([teardown.run(), teardown.run()]);
    expect(stopped).toEqual(['workers', 'server', 'store']);
    expect(JSON.parse(lines)).toMatchObject({ part: 'server' });
  });
});
