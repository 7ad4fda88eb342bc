import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseContext } from '../context.ts';
import { openTestHouse, rememberingOutbound, type TestHouse } from '../house.fixture.ts';
import { LANGUAGES } from '../i18n.ts';
import { checkWording, placeholdersOf } from './checkWording.ts';
import { listWordings } from './noticeTemplates.ts';
import { previewWording } from './previewWording.ts';
import { resetWording, saveWording } from './saveWording.ts';
import { sendNotice } from './sendNotice.ts';
import { defaultWording, TEMPLATES } from './texts.ts';
import { wordedNotices } from './wordedNotices.ts';

const vera = { kind: 'user' as const, id: 'vera', roles: ['Supervisor'] };
const anna = { kind: 'user' as const, id: 'anna', roles: ['User'] };
const closed = { template: 'closed', channel: 'sms', language: 'ru' } as const;
const sent: string[] = [];
let events = 0;
const sms = {
  ...rememberingOutbound({ choices: 'numbers' as const }),
  countSegments: (text: string) => Math.ceil(text.length / 70),
  templates: { ru: { closed: 'Закрыто: {{number}}' }, en: { closed: 'Closed: {{number}}' } },
  send: async (message: { text: string }) => ({ providerId: String(sent.push(message.text)) }),
};

let house: TestHouse;
let ctx: HouseContext;
beforeAll(async () => {
  house = await openTestHouse();
  ctx = house.ctx;
  ctx.senders.set('sms', sms);
  ctx.senders.set('email', rememberingOutbound());
});
afterAll(() => house.close());

/** Sends the notice that a request is closed. @returns what the customer read. */
async function tellClosed(): Promise<string | undefined> {
  const [requestId, id] = [uuid(), uuid()];
  await ctx.db
    .insertInto('servicerequest')
    .values({ id: requestId, status: 'TRIAGE', channel: 'sms', account: 'a', phone_kind: 'e164' })
    .execute();
  events += 1;
  await ctx.db
    .insertInto('notification')
    .values({
      id,
      event_id: events,
      servicerequest_id: requestId,
      recipient: 'customer',
      channel: 'sms',
      address: '+79160000001',
      template: 'closed',
      params: JSON.stringify({ number: 'SR-1{{text}}' }),
    })
    .execute();
  await sendNotice(ctx, id);
  return sent.at(-1);
}

describe('the wording of a notice', () => {
  it('is the supervisors’ from the next notice on, until they take it back', async () => {
    expect(await tellClosed()).toBe('Закрыто: SR-1{{text}}');
    await saveWording(ctx, vera, {
      ...closed,
      text: 'Готово, {{ number }}.\r\nСпасибо! $t(closed)',
      baseVersion: 0,
    });
    expect(await tellClosed()).toBe('Готово, SR-1{{text}}.\nСпасибо! $t(closed)');
    await saveWording(ctx, vera, { ...closed, text: '{{number}} закрыто', baseVersion: 1 });
    expect(await tellClosed()).toBe('SR-1{{text}} закрыто');
    await expect(resetWording(ctx, vera, { ...closed, baseVersion: 1 })).rejects.toMatchObject({
      code: 'setting.changed',
    });
    await resetWording(ctx, vera, { ...closed, baseVersion: 2 });
    expect(await tellClosed()).toBe('Закрыто: SR-1{{text}}');
    const told = await ctx.db
      .selectFrom('event')
      .select('data')
      .where('subject', '=', 'setting:template:closed:sms:ru')
      .execute();
    expect(told).toHaveLength(3);
  });

  it('is set by one supervisor at a time, and by no agent', async () => {
    const save = (text: string, actor = vera) =>
      saveWording(ctx, actor, { ...closed, language: 'en', text, baseVersion: 0 });
    const results = await Promise.allSettled(['a {{number}}', 'b {{number}}'].map((text) => save(text)));
    const lost = results.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(lost).toEqual(['setting.changed']);
    expect(await listWordings(ctx.db)).toMatchObject([{ ...closed, language: 'en', version: 1 }]);
    await expect(save('{{number}}', anna)).rejects.toMatchObject({ code: 'setting.supervisors' });
    const nowhere = { ...closed, channel: 'email', text: '{{number}}', baseVersion: 0 };
    await expect(saveWording(ctx, vera, nowhere)).rejects.toMatchObject({ code: 'wording.not_found' });
  });

  it.each([
    ['nothing', ' ', 'size'],
    ['a letter', `{{number}}${'я'.repeat(1500)}`, 'size'],
    ['a word nobody knows', '{{number}} {{name}}', 'unknown'],
    ['a word of another notice', '{{number}} {{text}}', 'unknown'],
    ['a brace left open', '{{number}} {{number', 'unknown'],
    ['no number', 'Ваше обращение закрыто', 'missing'],
  ])('may not be %s', (_, text, fault) => {
    expect(() => checkWording('closed', text)).toThrow(expect.objectContaining({ field: 'text', fault }));
  });

  it('of the house passes its own check, for every notice in every language', () => {
    for (const template of TEMPLATES) {
      for (const language of LANGUAGES) {
        const text = defaultWording({}, language, template);
        expect(checkWording(template, text), `${template} ${language}`).toBe(text.trim());
      }
    }
    expect(placeholdersOf('registered')).toEqual({ known: ['hello', 'number'], required: ['number'] });
  });
});

describe('the preview', () => {
  it('shows made-up words, the menu below and the parts it is billed in', () => {
    const key = { template: 'askService', channel: 'sms', language: 'en' } as const;
    const preview = previewWording(key, 'About {{number}}?', sms);
    expect(preview.text).toBe(
      'About SR-000123?\n1 — No internet access\n2 — Bills and payments\nAnswer with a number.',
    );
    expect(preview.segments).toBe(2);
  });

  it('is offered where a notice goes out: customers by channels, managers by mail', () => {
    const channels = new Map(wordedNotices(ctx.senders).map((each) => [each.template, each.channels]));
    expect(channels.get('closed')).toEqual(['sms']);
    expect(channels.get('managerClosed')).toEqual(['email']);
  });
});
