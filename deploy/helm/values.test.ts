import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { channels } from '../../channels/index.ts';
import { settingNames } from '../../core/config.ts';
import { readText } from '../readCompose.ts';
import { helm, runHelm } from './renderChart.ts';

const schema: {
  properties: {
    config: { allOf: { required?: string[] }[] };
    secret: { properties: { keys: { items: { enum: string[] } } } };
  } & Record<string, object>;
  definitions: { config: { properties: Record<string, object> } };
} = JSON.parse(readText('deploy/helm/helpdesk/values.schema.json'));
const open = Object.keys(schema.definitions.config.properties);
const secret = schema.properties.secret.properties.keys.items.enum;

describe('the values', () => {
  it('can give every setting there is, as an open one or as a secret, and no other', () => {
    const settings = settingNames(Object.fromEntries(channels.map((each) => [each.name, each.settings])));
    // The chart sets the port itself; the embedded PostgreSQL is not for Kubernetes.
    const given = new Set(settings.filter((name) => !['PORT', 'HELPDESK_DATA'].includes(name)));
    expect([...open, ...secret].sort()).toEqual([...given].sort());
  });

  it('keep what opens doors out of what is open', () => {
    for (const name of open)
      expect(name).not.toMatch(/TOKEN|SECRET|PASSWORD|_KEY|_SALT|^(DATABASE|REDIS|SMTP)_URL/);
  });

  it('stand in README.md, each with its default', () => {
    const values: Record<string, unknown> = parse(readText('deploy/helm/helpdesk/values.yaml'));
    const rows = [...readText('deploy/helm/helpdesk/README.md').matchAll(/^\| `([^|]+?)` \| (.+?) \|/gm)];
    const told = new Map(
      rows.flatMap(([, names = '', fallback]) => names.split('`, `').map((n) => [n, fallback])),
    );
    const inTable = (path: string) =>
      [...told.keys()].some((name) => path === name || path.startsWith(`${name}.`));
    const paths = leavesOf(values);
    expect(paths.map(([path]) => path).filter((path) => !inTable(path))).toEqual([]);
    for (const [path, value] of paths) {
      const fallback = told.get(path);
      if (fallback !== undefined && fallback !== 'see below')
        expect([path, fallback]).toEqual([path, shown(value)]);
    }
    const known = [...Object.keys(schema.properties), ...paths.map(([path]) => path)];
    for (const name of told.keys()) {
      expect(
        known.some((path) => path === name || path.startsWith(`${name}.`)),
        name,
      ).toBe(true);
    }
  });
});

/** Values that are no objects, by path; an empty object or list is one. */
function leavesOf(value: unknown, path = ''): [string, unknown][] {
  const entries =
    value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];
  if (entries.length === 0) return [[path, value]];
  return entries.flatMap(([key, inner]) => leavesOf(inner, path ? `${path}.${key}` : key));
}

/** A default as README.md writes it. */
function shown(value: unknown): string {
  if (value === '' || (value !== null && typeof value === 'object' && Object.keys(value).length === 0))
    return '–';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** What helm said, as both of its majors say it: 3 writes `config.PUBLIC_URL`, 4 `'/config/PUBLIC_URL'`. */
function words(output: string): string {
  return output.replaceAll('/', '.').replace(/['"]/g, '');
}

describe.skipIf(helm.missing)('bad values', () => {
  const refusal = (changes: Record<string, unknown>) => {
    const { code, output } = runHelm(['template'], 'default', changes);
    expect(code).toBe(1);
    return words(output);
  };

  it('name every setting without which nothing can start', () => {
    const { code, output } = runHelm(['template']);
    expect(code).toBe(1);
    const needed = schema.properties.config.allOf.flatMap(({ required }) => required ?? []);
    expect(needed).toContain('PUBLIC_URL');
    for (const name of needed) expect(output).toContain(name);
  });

  it.each([
    ['a setting that is none', { 'config.PUBLIC_URI': 'https://x' }, 'PUBLIC_URI'],
    ['a secret in the open', { 'config.CTI_TOKEN': 'x' }, 'CTI_TOKEN'],
    ['a secret in the open, for one role', { 'roles.admin.config.DATABASE_URL': 'x' }, 'DATABASE_URL'],
    ['a port of one’s own', { 'config.PORT': 1 }, 'PORT'],
    ['an address that is none', { 'config.PUBLIC_URL': 'helpdesk.example' }, 'config.PUBLIC_URL'],
    ['a word that is none of those known', { 'config.TELEGRAM_MODE': 'push' }, 'config.TELEGRAM_MODE'],
    ['nought where one is the least', { 'config.DATABASE_POOL': 0 }, 'config.DATABASE_POOL'],
    ['a secret that is no setting', { 'secret.keys': ['PASSWORD'] }, 'secret.keys.0'],
    ['no secret at all', { 'secret.existing': '' }, 'secret.existing'],
    ['a role there is not', { 'roles.sandbox': {} }, 'sandbox'],
    ['no pods', { 'roles.admin.replicas': 0 }, 'roles.admin.replicas'],
    ['a misspelt limit', { 'roles.admin.autoscaling.maxReplica': 3 }, 'maxReplica'],
    ['memory by an unknown measure', { 'roles.admin.resources.limits.memory': '1 GB' }, 'limits.memory'],
    ['KEDA without Prometheus', { 'keda.enabled': true }, 'keda.prometheusUrl'],
    ['a route of no gateway', { 'httpRoute.enabled': true }, 'httpRoute.parentRefs'],
    ['a peer that is everybody', { 'networkPolicy.edge': [{}] }, 'networkPolicy.edge.0'],
    ['a system nobody knows', { 'networkPolicy.egress.mysql': {} }, 'mysql'],
    ['a digest cut short', { 'image.digest': 'sha256:12' }, 'image.digest'],
    ['a variable that is no setting and not Node’s', { 'env.CTI_TOKEN': 'x' }, 'CTI_TOKEN'],
    ['a roll-out there is not', { 'rollout.type': 'Canary' }, 'rollout.type'],
    ['a budget that lets nobody go', { 'podDisruptionBudget.maxUnavailable': 0 }, 'podDisruptionBudget'],
    [
      'two ways in',
      { 'ingress.enabled': true, httpRoute: { enabled: true, parentRefs: [{ name: 'a' }] } },
      'httpRoute.enabled',
    ],
    [
      'limits the wrong way round',
      { 'roles.workers.autoscaling': { enabled: true, minReplicas: 5, maxReplicas: 4, cpuPercent: 70 } },
      'roles.workers.autoscaling.minReplicas (5) is above maxReplicas (4)',
    ],
    ['a secret left out', { 'secret.keys': ['DATABASE_URL'] }, 'secret.keys: OIDC_CLIENT_SECRET is missing'],
  ])('are refused by name: %s', (_name, changes, expected) => {
    expect(refusal(changes)).toContain(expected);
  });
});
