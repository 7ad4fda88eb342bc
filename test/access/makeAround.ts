import { randomUUID } from 'node:crypto';
import { addCall, addCallback, addFile } from '../../admin/console/testing/rows.ts';
import type { Actor } from '../../core/access/actor.ts';
import type { HouseContext } from '../../core/context.ts';
import { recogniseSender } from '../../core/identity/recogniseSender.ts';
import { declareMassIncident } from '../../core/mass-incident/openMassIncident.ts';

/** What a test makes is made by a system, which may do all. */
const HOUSE: Actor = { kind: 'service', id: 'test', roles: [] };

/**
 * What hangs on a request and what stands beside it: a file, a call at Anna's telephone, a callback, a link, a contact
 * in quarantine, a mass incident, a rule.
 * @param customerId of the customer its sender is linked to.
 * @returns their ids.
 */
export async function makeAround(
  { ctx }: { ctx: Pick<HouseContext, 'db' | 'customers' | 'log' | 'queues'> },
  requestId: string,
  customerId = 'C-7',
): Promise<Record<string, string>> {
  const { db } = ctx;
  const bytes = new Uint8Array([137, 80, 78, 71]);
  const fileId = await addFile(db, requestId, { mime_type: 'image/png', file_name: 'a.png', bytes });
  await db
    .insertInto('work_group')
    .values({ id: 'internet', name: 'internet' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const callbackId = await addCallback(db, requestId);
  await db.updateTable('user_account').set({ extension: '101' }).where('username', '=', 'anna').execute();
  const callId = await addCall(db, requestId, {
    state: 'ringing',
    agent_extension: '101',
    ringing_at: new Date(),
  });
  await recogniseSender(ctx, HOUSE, { requestId, customerId });
  const { id: linkId } = await db
    .selectFrom('identity_link')
    .select('id')
    .where('unlinked_at', 'is', null)
    .orderBy('linked_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { id: contactId } = await db
    .selectFrom('contact')
    .select('id')
    .where('servicerequest_id', '=', requestId)
    .executeTakeFirstOrThrow();
  return {
    fileId,
    callbackId,
    callId,
    linkId,
    contactId,
    asideId: await putAside(ctx),
    massIncidentId: await declareMassIncident(ctx, HOUSE, {
      serviceId: 'svc-internet',
      title: 'Авария',
      told: { ru: 'Чиним', en: '' },
      // One at a time in one place.
      area: randomUUID(),
      unknownArea: true,
    }),
    ruleId: await addRule(ctx),
  };
}

async function putAside({ db }: Pick<HouseContext, 'db'>): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('contact')
    .values({
      id,
      channel: 'sms',
      account: 'test',
      external_id: id,
      kind: 'message',
      phone_kind: 'none',
      raw: JSON.stringify({}),
      state: 'QUARANTINED',
      last_error: 'unreadable',
      occurred_at: new Date(),
    })
    .execute();
  return id;
}

async function addRule({ db }: Pick<HouseContext, 'db'>): Promise<string> {
  const id = randomUUID();
  await db.insertInto('routing_rule').values({ id, position: 1, service_id: 'svc-internet' }).execute();
  return id;
}
