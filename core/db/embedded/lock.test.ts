import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveHolder, takeInstanceLock } from './lock.ts';
import { startTimeOf } from './processes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helpdesk-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (holder: object) => writeFile(join(folder, 'instance.json'), JSON.stringify(holder));

describe('takeInstanceLock', () => {
  it('says who holds it and lets go', async () => {
    const lock = await takeInstanceLock(folder);
    expect(JSON.parse(await readFile(join(folder, 'instance.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
      startTime: startTimeOf(process.pid),
    });
    await expect(takeInstanceLock(folder)).rejects.toMatchObject({ code: 'postgres.owned' });
    await lock.release();
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await (await takeInstanceLock(folder)).release();
  });

  it('refuses a live process by its id and names HELPDESK_DATA', async () => {
    const other = spawn('sleep', ['60']);
    try {
      const pid = other.pid ?? 0;
      await write({ pid, startTime: startTimeOf(pid) });
      expect(await liveHolder(folder)).toBe(pid);
      await expect(takeInstanceLock(folder)).rejects.toThrow(new RegExp(`process ${pid}.*HELPDESK_DATA`));
    } finally {
      other.kill('SIGKILL');
    }
  });

  it.runIf(process.platform === 'linux')('is not fooled by a reused process id', async () => {
    await write({ pid: process.ppid, startTime: '1' });
    await (await takeInstanceLock(folder)).release();
    await write({ pid: process.pid, startTime: '1' });
    await (await takeInstanceLock(folder)).release();
  });

  it('takes a dead or a broken lock, and one of many takers gets it', async () => {
    await writeFile(join(folder, 'instance.json'), '{"pid":');
    await (await takeInstanceLock(folder)).release();
    expect(await readdir(folder)).toEqual([]);
    for (let round = 0; round < 40; round += 1) {
      await write({ pid: 2 ** 22 + 1, startTime: '1', token: `dead-${round}` });
      // now and then another one died while it removed the dead one's lock
      if (round % 3 === 0) await writeFile(join(folder, `instance.json.dead-${round}`), '{"pid":');
      const takes = await Promise.allSettled(Array.from({ length: 8 }, () => takeInstanceLock(folder)));
      const won = takes.filter((take) => take.status === 'fulfilled');
      expect(won).toHaveLength(1);
      await won[0]?.value.release();
      expect(await readdir(folder)).toEqual([]);
    }
  });
});
