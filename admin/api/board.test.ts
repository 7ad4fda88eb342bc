import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Board } from './schemas/board.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
  await house.receiveFor('anna');
  await house.receiveFor('gleb', { serviceId: 'svc-billing' });
  await house.receiveFor(null);
});
afterAll(() => house.stop());

const lanesOf = async (path: string, as?: Parameters<TestHouse['read']>[2]) =>
  (await house.read(Board, path, as)).lanes.map((lane) => [lane.id, lane.columns[0]?.count]);

describe('GET /board', () => {
  it('gives a system everything, or any lane', async () => {
    expect(await lanesOf('/board')).toEqual([['all', 3]]);
    expect(await lanesOf('/board?by=agent&lane=u-gleb')).toEqual([['u-gleb', 1]]);
    expect(await lanesOf('/board?by=group&lane=-')).toEqual([]);
    expect(await lanesOf('/board?q=INC-1')).toEqual([['all', 1]]);
  });

  it('gives a person what he has on screen', async () => {
    expect(await lanesOf('/board', 'anna')).toEqual([['u-anna', 2]]);
    expect(await lanesOf('/board?whose=mine', 'anna')).toEqual([['u-anna', 1]]);
    expect(await lanesOf('/board', 'gleb')).toEqual([['u-gleb', 1]]);
    expect(await lanesOf('/board', 'vera')).toEqual([
      ['', 1],
      ['u-anna', 1],
      ['u-boris', 0],
    ]);
    expect(await lanesOf('/board?lane=u-anna', 'dina')).toEqual([]);
  });

  it('tells where a card may go', async () => {
    const { lanes } = await house.read(Board, '/board?whose=mine', 'anna');
    const card = lanes[0]?.columns[0]?.cards[0];
    expect(card?.nextSteps.map((step) => step.id)).toEqual(['diagnose']);
  });

  it.each(['by=moon', 'priority=VERY', 'todo=x', 'lanesAfter=x&by=agent', 'color=red'])(
    'refuses %s',
    async (query) => {
      await house.refused(400, `/board?${query}`);
    },
  );
});
