import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, Forbidden, Invalid, NotFound } from '../errors.ts';
import { moveIncident } from './moveIncident.ts';
import { prioritiseIncident } from './prioritiseIncident.ts';
import { takeIncident } from './takeIncident.ts';
import { transferIncident } from './transferIncident.ts';
import { unlinkIncident } from './unlinkIncident.ts';
import { as, openWorkHouse, type WorkHouse } from './work.fixture.ts';

let house: WorkHouse;
beforeAll(async () => {
  house = await openWorkHouse();
});
afterAll(() => house.close());

const take = (who: Parameters<typeof as>[0], incidentId: string) =>
  takeIncident(house.ctx, as(who), { incidentId });

/** Whether somebody waits to change an incident. */
async function isWaitedFor(): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like ${`%update "incident"%`}
      and datname = current_database()) as waits`.execute(house.db);
  return rows[0]?.waits ?? false;
}

describe('taking an incident', () => {
  it('is for agents of its work group, and for supervisors who are agents', async () => {
    for (const who of ['anna', 'vera'] as const) {
      const { id, requestId } = await house.incident(null);
      await take(who, id);
      expect(await house.readIncident(id)).toMatchObject({ assignee_id: who, assigned_by: who });
      const [event] = (await house.events(requestId, 'incident.assigned')).slice(-1);
      expect(event).toMatchObject({ actor: who, data: { from: null, assigneeId: who, assignedBy: 'taken' } });
    }
    const { id } = await house.incident(null);
    await expect(take('gleb', id)).rejects.toBeInstanceOf(NotFound);
    await expect(take('dina', id)).rejects.toBeInstanceOf(Forbidden);
    expect(await house.readIncident(id)).toMatchObject({ assignee_id: null });
  });

  it('is no way to what somebody has', async () => {
    const { id } = await house.incident('anna');
    await expect(take('boris', id)).rejects.toBeInstanceOf(NotFound);
    await expect(take('vera', id)).rejects.toBeInstanceOf(Conflict);
  });

  it('is no way to what goes to another group at the same moment', async () => {
    const { id } = await house.incident(null);
    let taking: Promise<unknown> = Promise.resolve();
    await house.db.transaction().execute(async (trx) => {
      await trx.updateTable('incident').set({ work_group_id: 'sales' }).where('id', '=', id).execute();
      taking = take('anna', id).catch((error: unknown) => error);
      await expect.poll(() => isWaitedFor()).toBe(true);
    });
    expect(await taking).toBeInstanceOf(Conflict);
    expect(await house.readIncident(id)).toMatchObject({ assignee_id: null, work_group_id: 'sales' });
  });

  it('one of two who take it at once wins', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await house.incident(null);
      const outcomes = await Promise.allSettled([take('anna', id), take('boris', id)]);
      const lost = outcomes.filter((each) => each.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect([Conflict, NotFound]).toContain(lost[0]?.reason.constructor);
      const winner = outcomes[0]?.status === 'fulfilled' ? 'anna' : 'boris';
      expect(await house.readIncident(id)).toMatchObject({ assignee_id: winner });
    }
  });
});

describe('transferring an incident', () => {
  const transfer = (
    who: Parameters<typeof as>[0],
    incidentId: string,
    to: { assigneeId: string } | { workGroupId: string },
    more: object = {},
  ) => transferIncident(house.ctx, as(who), { incidentId, to, ...more });

  it('gives it to any supporter, with the right to close it', async () => {
    const { id, requestId } = await house.incident('anna');
    await transfer('anna', id, { assigneeId: 'gleb' }, { note: ' Перезвоните\u0000 ему ' });
    expect(await house.readIncident(id)).toMatchObject({ assignee_id: 'gleb', work_group_id: 'internet' });
    const [event] = await house.events(requestId, 'incident.transferred');
    expect(event).toEqual({
      type: 'incident.transferred',
      actor: 'anna',
      data: { from: 'anna', assigneeId: 'gleb', workGroupId: null, note: 'Перезвоните ему' },
    });
    await expect(
      moveIncident(house.ctx, as('anna'), { incidentId: id, toStep: 'diagnose' }),
    ).rejects.toBeInstanceOf(NotFound);
    await moveIncident(house.ctx, as('gleb'), { incidentId: id, toStep: 'diagnose' });
    await moveIncident(house.ctx, as('dina'), { incidentId: id, toStep: 'resolved' });
  });

  it('gives it to a work group, which gives it to one of its own and not back', async () => {
    const { id } = await house.incident('anna');
    await transfer('vera', id, { workGroupId: 'sales' });
    expect(await house.readIncident(id)).toMatchObject({ assignee_id: 'gleb', work_group_id: 'sales' });
    await transfer('dina', id, { workGroupId: 'sales' });
    expect(await house.readIncident(id)).toMatchObject({ assignee_id: null, work_group_id: 'sales' });
    await transfer('dina', id, { workGroupId: 'empty' });
    expect(await house.readIncident(id)).toMatchObject({ assignee_id: null, work_group_id: 'empty' });
    await expect(transfer('dina', id, { workGroupId: 'empty' })).rejects.toMatchObject({
      field: 'workGroupId',
    });
  });

  it('leaves it to be taken where the group assigns by hand', async () => {
    await house.db
      .updateTable('work_group')
      .set({ assignment: 'by_hand' })
      .where('id', '=', 'billing')
      .execute();
    const { id } = await house.incident('anna');
    await transfer('anna', id, { workGroupId: 'billing' });
    expect(await house.readIncident(id)).toMatchObject({ assignee_id: null, work_group_id: 'billing' });
    await take('boris', id);
  });

  it('is for its assignee and the supervisor of his department', async () => {
    const { id } = await house.incident('anna');
    await expect(transfer('boris', id, { assigneeId: 'boris' })).rejects.toBeInstanceOf(NotFound);
    await expect(transfer('dina', id, { assigneeId: 'gleb' })).rejects.toBeInstanceOf(NotFound);
    const open = await house.incident(null);
    await expect(transfer('boris', open.id, { assigneeId: 'boris' })).rejects.toBeInstanceOf(Forbidden);
    await transfer('dina', open.id, { assigneeId: 'boris' });
  });

  it('names what is wrong with whom it should go to', async () => {
    const { id } = await house.incident('anna');
    const wrong = async (to: { assigneeId: string } | { workGroupId: string }, more: object = {}) => {
      const error: unknown = await transfer('anna', id, to, more).catch((each: unknown) => each);
      expect(error).toBeInstanceOf(Invalid);
      return (error as Invalid).field;
    };
    expect(await wrong({ assigneeId: 'anna' })).toBe('assigneeId');
    expect(await wrong({ assigneeId: 'gone' })).toBe('assigneeId');
    expect(await wrong({ assigneeId: 'dina' })).toBe('assigneeId');
    expect(await wrong({ assigneeId: 'nobody' })).toBe('assigneeId');
    expect(await wrong({ workGroupId: 'nowhere' })).toBe('workGroupId');
    expect(await wrong({ assigneeId: 'gleb' }, { note: 'x'.repeat(501) })).toBe('note');
  });

  it('does nothing from a page that has grown stale, nor with what is closed', async () => {
    const { id } = await house.incident('anna');
    const stale = transfer('vera', id, { assigneeId: 'gleb' }, { fromAssignee: 'boris' });
    await expect(stale).rejects.toMatchObject({ code: 'incident.transferred' });
    await unlinkIncident(house.ctx, as('anna'), { incidentId: id });
    await expect(transfer('anna', id, { assigneeId: 'gleb' })).rejects.toMatchObject({
      code: 'incident.closed',
    });
  });

  it('from a page that shows another group does nothing either', async () => {
    await house.db.updateTable('work_group').set({ assignment: 'by_hand' }).execute();
    const { id, requestId } = await house.incident(null);
    const seen = { fromAssignee: null, fromGroup: 'internet' };
    await transfer('vera', id, { workGroupId: 'billing' }, seen);
    const second = transfer('dina', id, { workGroupId: 'sales' }, seen);
    await expect(second).rejects.toMatchObject({ code: 'incident.transferred' });
    expect(await house.events(requestId, 'incident.transferred')).toHaveLength(1);
    await house.db.updateTable('work_group').set({ assignment: 'least_loaded' }).execute();
  });

  it('against a move at the same moment: never moved by whom it was taken from', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, requestId } = await house.incident('anna');
      await Promise.allSettled([
        transfer('vera', id, { assigneeId: 'gleb' }),
        moveIncident(house.ctx, as('anna'), { incidentId: id, toStep: 'diagnose' }),
      ]);
      const order = await house.events(requestId, 'incident.transferred', 'incident.moved');
      const { step, assignee_id } = await house.readIncident(id);
      expect(assignee_id).toBe('gleb');
      expect(order.map((each) => each.type)).toEqual(
        step === 'diagnose' ? ['incident.moved', 'incident.transferred'] : ['incident.transferred'],
      );
    }
  });
});

describe('unlinking an incident', () => {
  it('closes the request with INCIDENT_UNLINKED and ends the incident', async () => {
    const { id, requestId } = await house.incident('anna', { service_id: 'connect' });
    await unlinkIncident(house.ctx, as('vera'), { incidentId: id });
    expect(await house.readRequest(requestId)).toMatchObject({
      status: 'CLOSED',
      close_reason: 'INCIDENT_UNLINKED',
      closed_by: 'vera',
    });
    // Not connected: the last of its process's ends.
    expect(await house.readIncident(id)).toMatchObject({ step: 'declined', category: 'DONE' });
    const types = ['incident.unlinked', 'incident.closed', 'servicerequest.closed'];
    expect((await house.events(requestId, ...types)).map((each) => each.type)).toEqual(types);
    await expect(unlinkIncident(house.ctx, as('vera'), { incidentId: id })).rejects.toBeInstanceOf(Conflict);
  });

  it('is for whoever may close it, and leaves no trace where it fails', async () => {
    const { id, requestId } = await house.incident(null);
    await expect(unlinkIncident(house.ctx, as('anna'), { incidentId: id })).rejects.toBeInstanceOf(Forbidden);
    await expect(unlinkIncident(house.ctx, as('gleb'), { incidentId: id })).rejects.toBeInstanceOf(NotFound);
    expect(await house.events(requestId, 'incident.unlinked')).toEqual([]);
  });
});

describe('the priority of an incident', () => {
  it('is changed once, by whoever may move it', async () => {
    const { id, requestId } = await house.incident('anna');
    const change = (who: Parameters<typeof as>[0]) =>
      prioritiseIncident(house.ctx, as(who), { incidentId: id, priority: 'HIGH' });
    await expect(change('gleb')).rejects.toBeInstanceOf(NotFound);
    await change('anna');
    await change('vera');
    expect(await house.readIncident(id)).toMatchObject({ priority: 'HIGH' });
    const events = await house.events(requestId, 'incident.prioritised');
    expect(events).toEqual([
      { type: 'incident.prioritised', actor: 'anna', data: { from: 'NORMAL', priority: 'HIGH' } },
    ]);
  });
});
