import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContractHouse, startContractHouse } from './house.ts';
import { httpCases } from './httpCases.ts';
import type { Peer, Touch } from './peer.ts';
import { SECRETS } from './secrets.ts';
import { vkCase } from './vk/contract.ts';
import { vk } from './vk/index.ts';

let house: ContractHouse;
beforeAll(async () => {
  house = await startContractHouse({ more: [vk] });
});
afterAll(() => house.stop());

let touches = 0;
/** A word no log may hold, in every text; and a phone of its own for each touch. */
const WORD = 'Тайнослово';
const phones: string[] = [];
function newTouch(): Touch {
  touches += 1;
  const phone = `+7916${randomInt(1_000_000, 9_999_999)}`;
  phones.push(phone);
  return {
    id: `contract-${touches}-${randomInt(1e9)}`,
    phone,
    text: `${WORD} ${touches}: не работает интернет`,
  };
}

describe.each([...httpCases, vkCase])('$name', ({ channel, connect }) => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await connect(house);
  });
  afterAll(() => peer.close?.());

  const rows = (touch: Touch) =>
    house.db
      .selectFrom('contact')
      .select(['id', 'state', 'duplicates', 'servicerequest_id'])
      .where('channel', '=', channel)
      .where('external_id', '=', peer.externalId(touch))
      .execute();
  /** Until everything taken in by anybody so far is work, however late an earlier test left it. */
  const quiet = () =>
    expect
      .poll(
        async () => {
          const { rows: left } = await sql`
            select id from contact where state = 'WAITING'
            union all select id from servicerequest where status in ('NEW', 'ORDERING')`.execute(house.db);
          return left;
        },
        { timeout: 20_000 },
      )
      .toEqual([]);
  const worked = async (touch: Touch) => {
    await expect.poll(() => rows(touch), { timeout: 15_000 }).toMatchObject([{ state: 'WORKED' }]);
    return rows(touch);
  };

  it('takes a contact in and makes it work', async () => {
    const touch = newTouch();
    expect(await peer.deliver(touch)).toBe('taken');
    expect(await rows(touch)).toHaveLength(1);
    await worked(touch);
  });

  it('delivered many times at once it is one contact', async () => {
    const touch = newTouch();
    const answers = await Promise.all(Array.from({ length: 5 }, () => peer.deliver(touch)));
    expect(answers).toEqual(Array(5).fill('taken'));
    expect(await rows(touch)).toMatchObject([{ duplicates: 4 }]);
  });

  it('replayed when it has long been work it opens nothing', async () => {
    const touch = newTouch();
    await peer.deliver(touch);
    const [before] = await worked(touch);
    const made = async () => {
      const { rows: counts } = await sql`
        select (select count(*) from servicerequest) as requests, (select count(*) from incident) as incidents,
          (select count(*) from order_state) as states, (select count(*) from attachment) as files`.execute(
        house.db,
      );
      return counts;
    };
    await quiet();
    const requests = await made();
    expect(await peer.deliver(touch)).toBe('taken');
    expect(await rows(touch)).toEqual([{ ...before, duplicates: 1 }]);
    await quiet();
    expect(await made()).toEqual(requests);
  });

  it('takes them in any order', async () => {
    const sent = [newTouch(), newTouch(), newTouch()];
    for (const touch of [...sent].reverse()) expect(await peer.deliver(touch)).toBe('taken');
    for (const touch of sent) await worked(touch);
  });

  it('acknowledges only after the commit', async () => {
    const touch = newTouch();
    let answered = false;
    let delivery: Promise<unknown> | undefined;
    await house.db.transaction().execute(async (trx) => {
      await sql`lock table contact in exclusive mode`.execute(trx);
      delivery = peer.deliver(touch).then((answer) => {
        answered = true;
        return answer;
      });
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(answered).toBe(false);
    });
    expect(await delivery).toBe('taken');
    expect(await rows(touch)).toHaveLength(1);
  });

  it('says come again while the store is away, and takes it once afterwards', async () => {
    const touch = newTouch();
    house.store.cut();
    try {
      expect(await peer.deliver(touch)).toBe('again');
    } finally {
      house.store.mend();
    }
    await expect.poll(() => peer.deliver(touch), { timeout: 15_000 }).toBe('taken');
    expect(await rows(touch)).toHaveLength(1);
    await worked(touch);
  });

  it('refuses a wrong secret and keeps nothing of it', async () => {
    const touch = newTouch();
    expect(await peer.deliverForged(touch)).toBe('refused');
    expect(await rows(touch)).toEqual([]);
  });

  it('refuses what is malformed and what is too long, and goes on', async () => {
    const touch = newTouch();
    expect(await peer.deliverMalformed()).toBe('refused');
    expect(await peer.deliverOversize(touch)).toBe('refused');
    expect(await rows(touch)).toEqual([]);
    expect(await peer.deliver(newTouch())).toBe('taken');
  });
});

describe('the log of all of it', () => {
  it('holds no word, no phone, no secret', () => {
    const log = house.logged();
    expect(log.length).toBeGreaterThan(1000);
    expect(log).not.toContain(WORD);
    for (const secret of Object.values(SECRETS)) expect(log).not.toContain(secret);
    for (const phone of phones) expect(log).not.toContain(phone.slice(1));
  });
});
