import type { Insertable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Db } from '../db/db.ts';
import type { Incident, Servicerequest } from '../db/types.generated.ts';

/** Vera's agent anna, of the group `internet`; dina leads another department. */
export async function addPeople(db: Db): Promise<void> {
  const person = (id: string, managerId: string | null, role: string, groups: string[]) => ({
    id,
    username: id,
    name: id,
    email: `${id}@example.org`,
    manager_id: managerId,
    roles: [role],
    work_group_ids: groups,
  });
  await db
    .insertInto('user_account')
    .values([
      person('anna', 'vera', 'User', ['internet']),
      person('gleb', 'dina', 'User', ['sales']),
      person('vera', null, 'Supervisor', []),
      person('dina', null, 'Supervisor', []),
    ])
    .execute();
}

/** A request, in progress unless told otherwise. @returns its id. */
export async function addRequest(db: Db, changes: Partial<Insertable<Servicerequest>> = {}): Promise<string> {
  const id = uuid();
  await db
    .insertInto('servicerequest')
    .values({
      id,
      status: 'IN_PROGRESS',
      channel: 'chat',
      account: 'bot',
      address: `chat-${id}`,
      phone: '+79160000001',
      phone_kind: 'e164',
      service_id: 'svc-internet',
      ...changes,
    })
    .execute();
  return id;
}

/** An open incident in the first step of `fault`, with a request of its own. */
export async function addIncident(
  db: Db,
  changes: Partial<Insertable<Incident>> = {},
): Promise<{ id: string; requestId: string }> {
  const requestId = changes.servicerequest_id ?? (await addRequest(db));
  const id = uuid();
  await db
    .insertInto('incident')
    .values({
      id,
      servicerequest_id: requestId,
      order_id: `so-${id}`,
      service_id: 'svc-internet',
      work_group_id: 'internet',
      customer_id: 'cust-1',
      process_id: 'fault',
      process_version: 1,
      step: 'new',
      category: 'TODO',
      assignee_id: 'anna',
      ...changes,
    })
    .execute();
  return { id, requestId };
}
