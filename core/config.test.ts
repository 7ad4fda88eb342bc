import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, type Env, parseConfig, parseRoles } from './config.ts';

const COMPLETE: Env = {
  DATABASE_URL: 'postgres://u@h/d',
  OIDC_ISSUER: 'https://sso.example/realms/helpdesk/',
  OIDC_CLIENT_ID: 'console',
  OIDC_CLIENT_SECRET: 'secret',
  KEYCLOAK_ADMIN_URL: 'https://sso.example/admin/realms/helpdesk',
  CUSTOMER_API_URL: 'https://crm.example/v4',
  ORDER_API_URL: 'https://orders.example/v4',
  CATALOG_API_URL: 'https://catalog.example/v4',
};
const CHANNEL = { sms: z.object({ SMS_GATEWAY_TOKEN: z.string(), SMS_SEND_URL: z.url().optional() }) };

const faultsOf = (env: Env, channels: Record<string, z.ZodObject> = {}) => {
  try {
    parseConfig(env, channels);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('the settings', () => {
  it('are taken with their defaults, addresses without a slash at the end', () => {
    const { config } = parseConfig(COMPLETE, {});
    expect(config).toMatchObject({ PORT: 8080, PUBLIC_URL: 'http://localhost:8080', DEFAULT_COUNTRY: 'RU' });
    expect(config.OIDC_ISSUER).toBe('https://sso.example/realms/helpdesk');
  });

  it('tell every fault at once, a sentence each, naming its variable', () => {
    const faults = faultsOf(
      {
        ...COMPLETE,
        DATABASE_URL: 'mysql://x',
        ORDER_API_URL: undefined,
        PORT: '99999',
        DEFAULT_COUNTRY: 'XX',
      },
      CHANNEL,
    );
    expect(faults).toHaveLength(5);
    for (const name of ['DATABASE_URL', 'ORDER_API_URL', 'PORT', 'DEFAULT_COUNTRY', 'SMS_GATEWAY_TOKEN']) {
      expect(faults.filter((fault) => fault.startsWith(name))).toHaveLength(1);
    }
    expect(faults).toContain('ORDER_API_URL is not set.');
  });

  it('never quote a value: it may be a secret', () => {
    const faults = faultsOf({ ...COMPLETE, DATABASE_URL: 'postgres//user:hunter2@host' });
    expect(faults.join()).toContain('DATABASE_URL');
    expect(faults.join()).not.toContain('hunter2');
  });

  it('tell a malformed number from an absent one', () => {
    expect(faultsOf({ ...COMPLETE, PORT: 'abc' })).toEqual(['PORT must be a number.']);
  });

  it('count an empty value as absent', () => {
    expect(faultsOf({ ...COMPLETE, OIDC_CLIENT_ID: '' })).toEqual(['OIDC_CLIENT_ID is not set.']);
    expect(parseConfig({ ...COMPLETE, REDIS_URL: '' }, {}).config.REDIS_URL).toBeUndefined();
  });

  it('come from files too, for house and channels; other people’s _FILE variables are left alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    writeFileSync(join(folder, 'token'), 'from-a-file\n');
    const env = { ...COMPLETE, SMS_GATEWAY_TOKEN_FILE: join(folder, 'token'), SSL_CERT_FILE: '/nowhere' };
    expect(parseConfig(env, CHANNEL).channelSettings.sms).toEqual({ SMS_GATEWAY_TOKEN: 'from-a-file' });
    expect(faultsOf({ ...COMPLETE, OIDC_CLIENT_SECRET_FILE: '/nowhere' })).toEqual([
      'OIDC_CLIENT_SECRET_FILE: the file /nowhere cannot be read.',
    ]);
  });
});

describe('--roles', () => {
  it.each([
    [['--roles=workers'], ['workers']],
    [['--roles=admin,channels'], ['channels', 'admin']],
    [[], undefined],
  ])('%j is %j', (argv, roles) => expect(parseRoles(argv)).toEqual(roles));

  it.each(['--roles=', '--roles=workers,coffee', '--rolez=admin'])('%s is refused', (flag) => {
    expect(() => parseRoles([flag])).toThrow(ConfigError);
  });

  it('tells a broken number from one that is absent', () => {
    const faults = (PORT: string) => {
      try {
        parseConfig({ PORT }, {});
      } catch (error) {
        return String(error);
      }
      return '';
    };
    expect(faults('1.5')).toContain('PORT must be a whole number.');
    expect(faults('x')).toContain('PORT must be a number.');
  });
});
