import { readFileSync } from 'node:fs';
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import { readSources } from './call/recordingSources.ts';
import { RUNGS } from './identity/rung.ts';
import { readQuietHours } from './notification/quietHours.ts';

/** The processes the house can be split into. `sandbox` is the outside in a box, for trials only. */
const ROLES = ['channels', 'workers', 'admin', 'sandbox'] as const;
export type Role = (typeof ROLES)[number];

/** Environment as it arrives: names to strings. */
export type Env = Record<string, string | undefined>;

/** Settings faults, one sentence each; the start stops on them. */
export class ConfigError extends Error {
  readonly faults: string[];

  constructor(faults: string[]) {
    super(`The settings are not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL starting with ${protocols.join(' or ')}`,
  });
const http = url(['http:', 'https:']);
const withoutSlash = (value: string) => value.replace(/\/+$/, '');
const base = http.transform(withoutSlash);
const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((value) =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    );
/** Reads a setting by a function whose error says in words what is wrong. */
const readBy = <Value>(read: (value: string) => Value) =>
  z.string().transform((value, ctx) => {
    try {
      return read(value);
    } catch (error) {
      ctx.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is not valid' });
      return z.NEVER;
    }
  });
const country = z
  .string()
  .refine((code) => isSupportedCountry(code), { error: 'must be a two-letter country code such as RU' })
  .transform((code) => code as CountryCode);

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(8080),
  PUBLIC_URL: base.optional(),
  CHANNELS_PUBLIC_URL: base.optional(),
  HELPDESK_DATA: z.string().default('.data'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DATABASE_URL: url(['postgres:', 'postgresql:']),
  DATABASE_POOL: count(20),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  OIDC_ISSUER: base,
  OIDC_CLIENT_ID: z.string(),
  OIDC_CLIENT_SECRET: z.string(),
  KEYCLOAK_ADMIN_URL: base,
  SESSION_IDLE_MINUTES: count(480),
  // Browsers keep no cookie longer than 400 days, and no agent works longer than a month in one go.
  SESSION_ABSOLUTE_HOURS: z.coerce.number().int().positive().max(720).default(12),
  CUSTOMER_API_URL: base,
  ORDER_API_URL: base,
  CATALOG_API_URL: base,
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z.string().default('helpdesk@localhost'),
  NOTICE_FALLBACK: list('sms'),
  NOTICE_QUIET_HOURS: readBy(readQuietHours).optional(),
  NOTICE_TIME_ZONE: z
    .string()
    .default('Europe/Moscow')
    .refine(isTimeZone, { error: 'must be a time zone such as Europe/Moscow' }),
  NOTICE_COUNTRIES: list('').pipe(z.array(country)),
  NOTICE_PER_NUMBER_HOUR: count(20),
  NOTICE_PER_NUMBER_DAY: count(60),
  NOTICE_PER_PREFIX_DAY: count(2000),
  NOTICE_PER_DAY: count(100_000),
  DISCLOSURE_RUNG: z.enum(RUNGS).default('SHARED_CONTACT'),
  ATTACHMENT_MAX_BYTES: count(20 * 1024 * 1024),
  ATTACHMENT_DAY_BYTES: count(200 * 1024 * 1024),
  ATTACHMENT_TYPES: list(
    'image/jpeg,image/png,image/gif,image/webp,audio/ogg,audio/mpeg,audio/mp4,audio/x-m4a,audio/wav,video/mp4,application/pdf,text/plain',
  ).pipe(z.array(z.string().regex(/^[a-z]+\/[\w.+-]+$/, 'must be media types such as image/jpeg'))),
  RECORDING_SOURCES: readBy(readSources).default([]),
  DEFAULT_COUNTRY: country.default('RU' as CountryCode),
  CUSTOMER_CACHE_SECONDS: count(60),
  OUTSIDE_TIMEOUT_MS: count(5000),
  SWEEP_AFTER_SECONDS: count(10),
  WORKER_CONCURRENCY: count(16),
});

/**
 * The house's settings, parsed. `PUBLIC_URL` is always there: it falls back to localhost and the port; so is
 * `CHANNELS_PUBLIC_URL`, where providers reach the channels: it falls back to `PUBLIC_URL`.
 */
export type Config = z.output<typeof schema> & { PUBLIC_URL: string; CHANNELS_PUBLIC_URL: string };

/**
 * Fills each setting `NAME` from the file that `NAME_FILE` names (a mounted secret), trimmed at the end.
 * @param names the settings there are; other variables that end in _FILE are not ours.
 * @throws {ConfigError} naming each file that could not be read.
 */
function readSecretFiles(env: Env, names: string[]): Env {
  const faults: string[] = [];
  const result: Env = { ...env };
  for (const name of names) {
    const path = env[`${name}_FILE`];
    if (!path) continue;
    try {
      result[name] = readFileSync(path, 'utf8').trimEnd();
    } catch {
      faults.push(`${name}_FILE: the file ${path} cannot be read.`);
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return result;
}

/**
 * Names of all settings there are, of the house and of its channels; one that several read comes several times.
 * @param channelSchemas settings schema by channel name.
 */
export function settingNames(channelSchemas: Record<string, z.ZodObject>): string[] {
  return [schema, ...Object.values(channelSchemas)].flatMap((each) => Object.keys(each.shape));
}

/**
 * Parses the house's settings and those of the channels in one go, so that every fault is told at once.
 * Empty strings count as absent.
 * @param env as given by the caller; `process.env` is read in main.ts only.
 * @param channelSchemas settings schema by channel name.
 * @throws {ConfigError} with one sentence for each fault, naming its variable.
 */
export function parseConfig(
  env: Env,
  channelSchemas: Record<string, z.ZodObject>,
): { config: Config; channelSettings: Record<string, unknown> } {
  const filled = readSecretFiles(env, settingNames(channelSchemas));
  const given = Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== ''));
  const faults: string[] = [];
  const house = schema.safeParse(given);
  if (!house.success) faults.push(...house.error.issues.map(describeFault));
  const channelSettings: Record<string, unknown> = {};
  for (const [name, channelSchema] of Object.entries(channelSchemas)) {
    const parsed = channelSchema.safeParse(given);
    if (parsed.success) channelSettings[name] = parsed.data;
    else faults.push(...parsed.error.issues.map(describeFault));
  }
  if (!house.success || faults.length > 0) throw new ConfigError([...new Set(faults)]);
  const publicUrl = house.data.PUBLIC_URL ?? `http://localhost:${house.data.PORT}`;
  const config = {
    ...house.data,
    PUBLIC_URL: publicUrl,
    CHANNELS_PUBLIC_URL: house.data.CHANNELS_PUBLIC_URL ?? publicUrl,
  };
  return { config, channelSettings };
}

/**
 * Reads `--roles=a,b` from the command line.
 * @returns the chosen roles, or undefined where the flag is absent.
 * @throws {ConfigError} on an unknown role or option.
 */
export function parseRoles(argv: string[]): Role[] | undefined {
  const stray = argv.filter((argument) => !argument.startsWith('--roles='));
  if (stray.length > 0)
    throw new ConfigError([`${stray.join(' ')} is not an option; there is only --roles=a,b.`]);
  const flag = argv[0];
  if (!flag) return undefined;
  const names = flag.slice('--roles='.length).split(',').filter(Boolean);
  const unknown = names.filter((name) => !ROLES.some((role) => role === name));
  if (unknown.length > 0 || names.length === 0) {
    throw new ConfigError([
      `--roles: name some of ${ROLES.join(', ')}${unknown.map((name) => `; there is no ${name}`).join('')}.`,
    ]);
  }
  return ROLES.filter((role) => names.includes(role));
}

function describeFault(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.');
  if (issue.code === 'invalid_type') {
    if (issue.expected === 'number') return `${name} must be a number.`;
    if (issue.expected === 'int') return `${name} must be a whole number.`;
    if (issue.input === undefined) return `${name} is not set.`;
  }
  return `${name}: ${issue.message}.`;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
