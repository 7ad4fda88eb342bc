import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { openIncident } from '../incident/openIncident.ts';
import { compareProcesses } from './compareProcesses.ts';
import { testProcess, testStep } from './process.fixture.ts';
import { InvalidProcess, publishProcess } from './publishProcess.ts';
import { readNewestProcess } from './readProcess.ts';
import { listProcessSummaries, readVersions } from './readVersions.ts';

const vera = { kind: 'user' as const, id: 'vera', roles: ['Supervisor'] };
const anna = { kind: 'user' as const, id: 'anna', roles: ['User'] };
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

/** An incident of a service that follows the process, opened now. @returns the version it follows. */
async function openOne(processId: string): Promise<{ id: string; version: number }> {
  const { db, metrics } = house.ctx;
  const service = `svc-${processId}`;
  await db
    .insertInto('service')
    .values({ id: service, name: service, name_en: service, process_id: processId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const id = crypto.randomUUID();
  await db
    .insertInto('servicerequest')
    .values({
      id,
      status: 'ORDERING',
      channel: 'sms',
      account: 'test',
      phone_kind: 'e164',
      service_id: service,
      customer_id: 'cust-1',
      order_id: `order-${id}`,
    })
    .execute();
  await openIncident({ db, metrics, agentLoads: { pick: async () => null } }, id);
  const incident = await db
    .selectFrom('incident')
    .select(['id', 'process_version'])
    .where('servicerequest_id', '=', id)
    .executeTakeFirstOrThrow();
  return { id: incident.id, version: incident.process_version };
}

describe('publishing a process', () => {
  it('makes a new one, and then versions that leave open incidents as they are', async () => {
    const { db } = house.ctx;
    const first = await publishProcess(db, vera, { process: testProcess({ id: 'flow' }), baseVersion: 0 });
    expect(first.version).toBe(1);
    const old = await openOne('flow');
    const { steps, transitions } = testProcess();
    const next = testProcess({
      id: 'flow',
      steps: [...steps, testStep('refused', 'DONE')],
      transitions: [...transitions, { from: 'new', to: 'refused', by: ['supervisor'] }],
    });
    await publishProcess(db, vera, { process: next, baseVersion: 1 });
    const young = await openOne('flow');

    expect([old.version, young.version]).toEqual([1, 2]);
    const kept = await db
      .selectFrom('incident')
      .select(['process_version', 'step'])
      .where('id', '=', old.id)
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({ process_version: 1, step: 'new' });
    const versions = await readVersions(db, 'flow');
    expect(versions.map((each) => [each.version, each.openIncidents, each.createdBy])).toEqual([
      [2, 1, 'vera'],
      [1, 1, 'vera'],
    ]);
    const summary = (await listProcessSummaries(db)).find((each) => each.id === 'flow');
    expect(summary).toMatchObject({ version: 2, openInAll: 2, services: [{ id: 'svc-flow' }] });
    const events = await db
      .selectFrom('event')
      .select(['type', 'actor', 'data'])
      .where('subject', '=', 'process:flow')
      .orderBy('id')
      .execute();
    expect(events).toEqual([
      { type: 'process.published', actor: 'vera', data: { processId: 'flow', version: 1 } },
      { type: 'process.published', actor: 'vera', data: { processId: 'flow', version: 2 } },
    ]);
  });

  it('of several at once lets one through and tells the others', async () => {
    const { db } = house.ctx;
    const publish = (name: string) =>
      publishProcess(db, vera, {
        process: testProcess({ id: 'race', name: { ru: name, en: name } }),
        baseVersion: 0,
      });
    const results = await Promise.allSettled(['a', 'b', 'c', 'd'].map(publish));
    const refusals = results.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refusals).toEqual(['process.exists', 'process.exists', 'process.exists']);
    const stale = { process: testProcess({ id: 'race', name: { ru: 'e', en: 'e' } }), baseVersion: 0 };
    await expect(publishProcess(db, vera, { ...stale, baseVersion: 7 })).rejects.toMatchObject({
      code: 'process.published_meanwhile',
    });
    expect((await readVersions(db, 'race')).map((each) => each.version)).toEqual([1]);
  });

  it('is refused to agents, with faults, and where nothing is new', async () => {
    const { db } = house.ctx;
    const process = testProcess({ id: 'other' });
    await expect(publishProcess(db, anna, { process, baseVersion: 0 })).rejects.toMatchObject({
      code: 'setting.supervisors',
    });
    const faulty = publishProcess(db, vera, { process: { ...process, steps: [] }, baseVersion: 0 });
    await expect(faulty).rejects.toBeInstanceOf(InvalidProcess);
    await publishProcess(db, vera, { process, baseVersion: 0 });
    await expect(publishProcess(db, vera, { process, baseVersion: 1 })).rejects.toMatchObject({
      code: 'process.unchanged',
    });
    expect((await readNewestProcess(db, 'other'))?.version).toBe(1);
  });

  it('takes every process the house begins with', async () => {
    const { db } = house.ctx;
    for (const { id, version, name, steps, transitions } of await listProcessSummaries(db)) {
      const process = { id, steps, transitions, name: { ru: `${name.ru}!`, en: name.en } };
      await publishProcess(db, vera, { process, baseVersion: version });
    }
  });
});

describe('what is different between two versions', () => {
  const before = testProcess();
  it('is nothing where only the order of transitions and movers is', () => {
    const transitions = before.transitions
      .toReversed()
      .map((each) => ({ ...each, by: each.by.toReversed() }));
    expect(compareProcesses(before, { ...before, transitions })).toEqual([]);
  });

  it('is named step by step and way by way', () => {
    const [first, ...others] = before.steps;
    if (!first) throw new Error('the fixture has steps');
    const after = testProcess({
      name: { ru: 'Иначе', en: 'Otherwise' },
      steps: [
        { ...first, narrative: { ru: 'новое', en: 'new' } },
        ...others.filter((each) => each.id !== 'wait'),
        testStep('extra', 'WAITING'),
      ],
      transitions: before.transitions
        .filter((each) => each.from !== 'wait' && each.to !== 'wait')
        .map((each) => ({ ...each, by: ['assignee', 'supervisor'] })),
    });
    const said = compareProcesses(before, after).map((each) => each.kind);
    expect(said).toEqual([
      'renamed',
      'stepRemoved',
      'stepChanged',
      'stepAdded',
      'transitionRemoved',
      'transitionRemoved',
      'transitionChanged',
      'transitionChanged',
    ]);
    const moved = { ...before, steps: before.steps.toReversed() };
    expect(compareProcesses(before, moved)).toEqual([{ kind: 'startChanged', from: 'new', to: 'done' }]);
  });
});
