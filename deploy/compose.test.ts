import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  existsInRepository,
  interpolate,
  parseEnvFile,
  readCompose,
  readText,
  type Service,
  variablesOf,
} from './readCompose.ts';

const APP = ['channels', 'workers', 'admin', 'sandbox'];
const SETTINGS = [
  ...['PORT', 'PUBLIC_URL', 'DEFAULT_COUNTRY', 'DATABASE_URL', 'REDIS_URL'],
  ...['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'KEYCLOAK_ADMIN_URL'],
  ...['SESSION_IDLE_MINUTES', 'SESSION_ABSOLUTE_HOURS'],
  ...['CUSTOMER_API_URL', 'ORDER_API_URL', 'CATALOG_API_URL', 'CTI_TOKEN', 'ESB_TOKEN'],
  ...[
    'SMS_GATEWAY_TOKEN',
    'SMS_SEND_URL',
    'TELEGRAM_BOT_TOKEN',
    'TELEGRAM_WEBHOOK_SECRET',
    'TELEGRAM_API_ROOT',
  ],
  ...['TELEGRAM_MODE', 'CHANNELS_PUBLIC_URL', 'ESB_AMQP_URL', 'SMPP_URL', 'MANGO_API_KEY', 'MANGO_API_SALT'],
  ...['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM', 'ASTERISK_AMI_URL'],
  ...['CTI_LOOKUP_TOKEN', 'CTI_GENERIC'],
  ...['RECORDING_SOURCES', 'NOTICE_QUIET_HOURS'],
];

const source = readText('docker-compose.yml');
const example = parseEnvFile(readText('deploy/.env.example'));
const compose = readCompose();
const services = Object.entries(compose.services);
const service = (name: string): Service => {
  const found = compose.services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
};

describe('docker-compose.yml', () => {
  it('holds the parts of the house', () => {
    const stores = ['postgres', 'redis', 'rabbitmq', 'clickhouse', 'keycloak', 'prometheus', 'grafana'];
    expect(Object.keys(compose.services).sort()).toEqual([...APP, ...stores].sort());
  });

  it.each(services)('%s is pinned, watched and restarted', (_name, { image, healthcheck, restart }) => {
    expect(image).toMatch(/^[a-z0-9./-]+:v?\d+\.\d+[\w.-]*$/);
    expect(healthcheck.test.length).toBeGreaterThan(1);
    expect(restart).toBe('unless-stopped');
  });

  it.each(services)('%s waits for health, of services that exist', (name, { depends_on = {} }) => {
    for (const [other, { condition }] of Object.entries(depends_on)) {
      expect(compose.services, `${name} waits for ${other}`).toHaveProperty(other);
      expect(condition).toBe('service_healthy');
    }
  });

  it('runs every role from one image', () => {
    expect(new Set(APP.map((name) => service(name).image)).size).toBe(1);
    for (const name of APP) {
      const { command = [], build } = service(name);
      expect(command.slice(-2)).toEqual(['dist/main.js', `--roles=${name}`]);
      expect(existsInRepository(build?.dockerfile ?? 'none')).toBe(true);
    }
  });

  it.each(APP)('%s gets every setting, and no unknown one', (name) => {
    expect(Object.keys(service(name).environment ?? {}).sort()).toEqual([...SETTINGS].sort());
  });

  it('publishes no port twice, and on this machine only', () => {
    const ports = services.flatMap(([, { ports = [] }]) => ports);
    expect(ports.map((port) => port.split(':')[1]).sort()).toEqual(['3000', '8080', '8081', '8082', '9090']);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('mounts files that exist and volumes that are declared, and declares no other', () => {
    const sources = services.flatMap(([, { volumes = [] }]) =>
      volumes.map((volume) => volume.split(':')[0] ?? ''),
    );
    for (const file of sources.filter((name) => name.startsWith('./'))) {
      expect(existsInRepository(file), file).toBe(true);
    }
    const named = sources.filter((name) => !name.startsWith('./'));
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('names networks that are declared', () => {
    for (const [, { networks }] of services) {
      for (const name of Array.isArray(networks) ? networks : Object.keys(networks)) {
        expect(compose.networks).toHaveProperty(name);
      }
    }
  });

  it('reaches only services of its own by default', () => {
    const aliases = services.flatMap(([, { networks }]) =>
      Array.isArray(networks) ? [] : Object.values(networks).flatMap((network) => network.aliases ?? []),
    );
    const known = [...Object.keys(compose.services), ...aliases];
    const urls = APP.flatMap((name) => Object.entries(service(name).environment ?? {}));
    for (const [key, value] of urls.filter(([, text]) => URL.canParse(text) && text.includes('://'))) {
      const { hostname } = new URL(value);
      if (key !== 'PUBLIC_URL') expect(known, `${key}=${value}`).toContain(hostname);
    }
  });
});

describe('.env.example', () => {
  it('names every variable with the default that docker-compose.yml gives it, and no other', () => {
    const used = variablesOf(source);
    expect(Object.keys(example).sort()).toEqual([...used.keys()].sort());
    for (const [name, defaults] of used) expect([...defaults], name).toEqual([example[name]]);
  });

  it('changes nothing when it is copied as it is', () => {
    expect(readCompose(example)).toEqual(compose);
  });

  it('reaches the services when a value is changed', () => {
    const changed = readCompose({ POSTGRES_PASSWORD: 'other', BIND_ADDRESS: '0.0.0.0' });
    expect(changed.services.workers?.environment?.DATABASE_URL).toContain(':other@postgres');
    expect(changed.services.postgres?.environment?.POSTGRES_PASSWORD).toBe('other');
    expect(changed.services.admin?.ports).toEqual(['0.0.0.0:8080:8080']);
  });
});

describe('what stands beside it', () => {
  it('lets every source folder into the image', () => {
    const { include }: { include: string[] } = JSON.parse(readText('tsconfig.build.json'));
    const ignore = readText('deploy/Dockerfile.dockerignore').split('\n');
    for (const path of [
      ...include,
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
    ]) {
      expect(ignore).toContain(`!${path}`);
    }
  });

  it('has Prometheus scrape each role under its name', () => {
    const config: { scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[] } = parse(
      readText('deploy/prometheus/prometheus.yml'),
    );
    const jobs = config.scrape_configs.map((job) => [
      job.job_name,
      job.static_configs.flatMap((s) => s.targets),
    ]);
    expect(jobs).toEqual(APP.map((name) => [name, [`${name}:8080`]]));
  });

  it('has Grafana read from the Prometheus service', () => {
    const file: { datasources: { url: string }[] } = parse(
      readText('deploy/grafana/provisioning/datasources/prometheus.yml'),
    );
    for (const { url } of file.datasources) expect(compose.services).toHaveProperty(new URL(url).hostname);
  });
});

describe('interpolate', () => {
  it.each([
    [`\${A}`, { A: '1' }, '1'],
    [`\${A:-x}`, {}, 'x'],
    [`\${A:-x}`, { A: '' }, 'x'],
    ['a$$b', {}, 'a$b'],
    [`\${A:-http://h:1/p?q=1&r=2}`, {}, 'http://h:1/p?q=1&r=2'],
  ])('%s', (text, env, expected) => {
    expect(interpolate(text, env)).toBe(expected);
  });

  it('refuses a variable without a value, and a stray dollar sign', () => {
    expect(() => interpolate(`\${A}`, {})).toThrow(`\${A} has no value`);
    expect(() => interpolate('a$b', {})).toThrow();
  });
});
