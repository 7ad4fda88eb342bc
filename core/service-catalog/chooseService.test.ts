import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { NoAnswer } from '../errors.ts';
import { chooseService, type ServiceClues } from './chooseService.ts';
import { seedRoutingRules } from './seedRoutingRules.ts';
import { syncServices } from './syncServices.ts';

let store: TestStore;
const service = (id: string, active = true) => ({
  id,
  name: id,
  nameEn: id,
  workGroupId: null,
  processId: null,
  active,
});
const clues = (changes: Partial<ServiceClues>): ServiceClues => ({
  channel: 'sms',
  serviceId: null,
  queue: null,
  text: null,
  ...changes,
});

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

describe('the service of a contact', () => {
  it('is not guessed at while the catalogue has never been read', async () => {
    await expect(chooseService(store.db, clues({ text: 'x' }))).rejects.toBeInstanceOf(NoAnswer);
    await expect(chooseService(store.db, clues({ serviceId: 'net' }))).rejects.toBeInstanceOf(NoAnswer);
  });

  it.each([
    ['named', { serviceId: 'tv' }, 'tv'],
    ['named, whatever the text says', { serviceId: 'tv', text: 'интернет' }, 'tv'],
    ['named and unknown: a person decides', { serviceId: 'none', text: 'интернет' }, null],
    ['named and gone from the catalogue', { serviceId: 'old', text: 'интернет' }, null],
    ['a queue that carries the service’s own id', { queue: 'tv' }, 'tv'],
    ['a queue by rule, in any case', { queue: 'ИНТЕРНЕТ', text: 'счёт' }, 'net'],
    ['a keyword anywhere in the text', { text: 'Почему не работает Интернет?!' }, 'net'],
    ['a keyword with ё for е', { text: 'Пришел счет' }, 'bill'],
    ['a keyword in full width', { text: 'ｗｉｆｉ' }, 'net'],
    ['a rule for another channel does not match', { text: 'помогите' }, null],
    ['a rule for this channel does', { channel: 'esb', text: 'помогите' }, 'tv'],
    ['the first rule by position wins', { text: 'счёт за интернет' }, 'net'],
    ['a rule of a service that is gone is passed over', { text: 'телеграф' }, null],
    ['nothing matches', { text: 'здравствуйте' }, null],
    ['no text', {}, null],
  ])('%s', async (_, changes, expected) => {
    await syncServices(store.db, {
      listServices: async () => [service('net'), service('tv'), service('bill'), service('old', false)],
    });
    await seedRoutingRules(store.db, [
      { channel: null, queue: 'интернет', keyword: null, serviceId: 'net' },
      { channel: null, queue: null, keyword: 'телеграф', serviceId: 'old' },
      { channel: null, queue: null, keyword: 'интернет', serviceId: 'net' },
      { channel: null, queue: null, keyword: 'WiFi', serviceId: 'net' },
      { channel: null, queue: null, keyword: 'счёт', serviceId: 'bill' },
      { channel: 'esb', queue: null, keyword: null, serviceId: 'tv' },
    ]);
    expect(await chooseService(store.db, clues(changes))).toBe(expected);
  });

  it('that left the catalogue stays known, and is not offered', async () => {
    await syncServices(store.db, { listServices: async () => [service('net')] });
    expect(await chooseService(store.db, clues({ serviceId: 'tv' }))).toBeNull();
    const rows = await store.db.selectFrom('service').select(['id', 'active']).orderBy('id').execute();
    expect(rows).toContainEqual({ id: 'tv', active: false });
  });
});
