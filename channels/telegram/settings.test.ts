import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../core/config.ts';
import { chooseMode, settings } from './settings.ts';

const good = { TELEGRAM_BOT_TOKEN: '100000001:dev', TELEGRAM_WEBHOOK_SECRET: 'dev-telegram' };
const messages = (change: object) =>
  settings.safeParse({ ...good, ...change }).error?.issues.map(({ path, message }) => [path[0], message]);

describe('the settings', () => {
  it('have defaults but for the token and the secret, and parse again to the same', () => {
    const parsed = settings.parse(good);
    expect(parsed).toEqual({ ...good, TELEGRAM_MODE: 'auto', TELEGRAM_DEBOUNCE_MS: 1000 });
    expect(settings.parse(parsed)).toEqual(parsed);
    expect(settings.parse({ ...good, TELEGRAM_DEBOUNCE_MS: '0' }).TELEGRAM_DEBOUNCE_MS).toBe(0);
  });

  it.each([
    ['TELEGRAM_BOT_TOKEN', 'dev-telegram', /as BotFather gives it/],
    ['TELEGRAM_WEBHOOK_SECRET', 'with space', /1 to 256 letters/],
    ['TELEGRAM_API_ROOT', 'localhost:8081', /http or https URL/],
    ['TELEGRAM_MODE', 'push', /auto, webhook, polling or off/],
    ['TELEGRAM_DEBOUNCE_MS', 'soon', /whole number of milliseconds from 0 to 10000/],
    ['TELEGRAM_DEBOUNCE_MS', '10001', /whole number of milliseconds from 0 to 10000/],
    ['TELEGRAM_DEBOUNCE_MS', '0.5', /whole number of milliseconds from 0 to 10000/],
  ])('%s=%s stops the start, saying what must be given', (name, value, message) => {
    expect(messages({ [name]: value })).toEqual([[name, expect.stringMatching(message)]]);
  });

  it('tell their faults as the house does', () => {
    const env = { ...good, TELEGRAM_DEBOUNCE_MS: 'soon' };
    expect(() => parseConfig(env, { telegram: settings })).toThrow(
      /TELEGRAM_DEBOUNCE_MS.*whole number|TELEGRAM_DEBOUNCE_MS must be a number/,
    );
  });
});

it('the mode follows the public URL unless it is set', () => {
  expect(chooseMode('auto', 'https://helpdesk.example')).toBe('webhook');
  expect(chooseMode('auto', 'http://localhost:8080')).toBe('polling');
  for (const mode of ['webhook', 'polling', 'off'] as const) {
    expect(chooseMode(mode, 'https://helpdesk.example')).toBe(mode);
  }
});
