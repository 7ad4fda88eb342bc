import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { markAnswered } from '../service-request/markAnswered.ts';
import { addIncident, addPeople } from '../sla/incident.fixture.ts';
import { noteTerms } from '../sla/noteTerms.ts';
import { planMails } from './planMails.fixture.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await addPeople(store.db);
});
afterAll(() => store.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const NEAR = { answer_warn_at: minutesAgo(1), answer_due_at: minutesAgo(-10) };

describe('the escalation of a first answer', () => {
  const mails = (requestId: string) => planMails(store.db, requestId, 'template');

  it('goes to the assignee’s manager, once for the warning and once for the breach', async () => {
    const { id, requestId } = await addIncident(store.db, NEAR);
    await noteTerms(store.db);
    const due = new Date('2026-01-12T12:00:00Z');
    await store.db.updateTable('incident').set({ answer_due_at: due }).where('id', '=', id).execute();
    await noteTerms(store.db);
    await store.db.transaction().execute((trx) => markAnswered(trx, requestId));
    const manager = { recipient: 'manager', address: 'vera@example.org' };
    expect(await mails(requestId)).toMatchObject([
      {
        ...manager,
        template: 'managerAnswerBreached',
        params: { due: '12 января в 15:00', assignee: 'anna' },
      },
      { ...manager, template: 'managerAnswerWarned' },
    ]);
  });
});
