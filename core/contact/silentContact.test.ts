import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { seedRoutingRules } from '../service-catalog/seedRoutingRules.ts';
import { createIntake } from './acceptContact.ts';
import { inboundContact } from './contact.fixture.ts';
import { workContact } from './workContact.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await seedRoutingRules(house.ctx.db, [
    { channel: null, queue: null, keyword: 'счёт', serviceId: 'svc-billing' },
    { channel: null, queue: null, keyword: null, serviceId: 'svc-internet', skipsSilent: true },
  ]);
});
afterAll(() => house.close());

async function take(contact: Parameters<typeof inboundContact>[0]) {
  const { db, metrics } = house.ctx;
  const intake = createIntake({
    db,
    metrics,
    defaultCountry: 'RU',
    sweepAfterSeconds: 5,
    onJournalled: () => undefined,
  });
  const { contactId } = await intake.accept('telegram', inboundContact({ address: '7', ...contact }));
  const id = await workContact(house.ctx, contactId);
  return db
    .selectFrom('servicerequest')
    .select(['id', 'status', 'service_id', 'triage_reasons'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

it('a shared number alone waits to be asked, and goes where the words after it belong', async () => {
  const silent = await take({ thread: 'chat-7', text: null });
  expect(silent).toMatchObject({ status: 'TRIAGE', service_id: null, triage_reasons: ['SERVICE_UNKNOWN'] });
  const said = await take({ thread: 'chat-7', text: 'Вопрос про счёт' });
  expect(said).toMatchObject({ id: silent.id, status: 'ORDERING', service_id: 'svc-billing' });
});

it('a file without a word, and a call, are no silence', async () => {
  const photo = { kind: 'photo' as const, externalId: 'photo-1', fileName: null, mimeType: null, size: null };
  expect(await take({ text: null, attachments: [photo] })).toMatchObject({ service_id: 'svc-internet' });
  expect(await take({ text: null, kind: 'call' })).toMatchObject({ service_id: 'svc-internet' });
});
