import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../core/i18n.ts';
import { recordDeps } from '../edge/deps.fixture.ts';
import { sms } from './index.ts';
import { en } from './locales/en.ts';
import { ru } from './locales/ru.ts';
import { countSegments } from './text/segments.ts';

const base = { SMS_GATEWAY_TOKEN: 'dev-sms' };
const gateway = { ...base, SMS_SEND_URL: 'http://127.0.0.1:1/cgi-bin/sendsms' };

describe('the SMS channel', () => {
  it('listens, but does not answer, where no way out is configured', () => {
    const channel = sms.create(base, recordDeps());
    expect(channel.outbound).toBeUndefined();
    expect(channel.routes.routes.length).toBeGreaterThan(0);
  });

  it('answers numbers, by telephone, and knows what a text costs', () => {
    const { outbound } = sms.create(gateway, recordDeps());
    expect(outbound).toMatchObject({ choices: 'numbers', byPhone: true, templates: { ru, en } });
    expect(outbound?.countSegments?.('я'.repeat(71))).toBe(2);
  });

  it('starts and stops without links of its own', async () => {
    const channel = sms.create(gateway, recordDeps());
    await channel.start?.();
    await channel.stop?.();
  });
});

describe('the wording', () => {
  const translate = createTranslator(ru, en);
  const keys = Object.keys(ru) as (keyof typeof ru)[];

  it.each(keys)('of «%s» fits one segment, but for what an agent wrote', (key) => {
    for (const language of ['ru', 'en'] as const) {
      const text = translate(language)(key, { number: 'SR-000017', text: '' });
      expect(text).not.toContain('{{');
      expect(countSegments(text).segments).toBe(1);
    }
  });
});
