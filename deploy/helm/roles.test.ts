import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PRODUCTION } from '../../boot/planInstance.ts';
import { channels } from '../../channels/index.ts';
import { type Env, parseConfig, parseRoles, settingNames } from '../../core/config.ts';
import { readCompose, readText } from '../readCompose.ts';
import type { Manifest } from './checkManifest.ts';
import { containerOf, dataOf, ofKind, selects, theOne } from './kinds.ts';
import { helm, renderChart, VALUE_SETS, type ValueSet } from './renderChart.ts';

const folder = mkdtempSync(join(tmpdir(), 'helpdesk-chart-'));
afterAll(() => rmSync(folder, { recursive: true }));

const schemas = Object.fromEntries(channels.map(({ name, settings }) => [name, settings]));
/** What the Secret of an operator may hold. */
const SECRETS: Record<string, string> = {
  DATABASE_URL: 'postgres://helpdesk:p@db.example/helpdesk',
  REDIS_URL: 'rediss://:p@redis.example:6379',
  TELEGRAM_BOT_TOKEN: '100000001:token',
  SMS_SEND_URL: 'https://kannel.example/cgi-bin/sendsms?username=u&password=p',
  SMPP_URL: 'smpp://helpdesk:p@smsc.example:2775',
  ASTERISK_AMI_URL: 'ami://u:p@pbx.example:5038?account=msk&context=agents',
  ESB_AMQP_URL: 'amqps://u:p@bus.example',
  SMTP_URL: 'smtps://u:p@mail.example',
  RECORDING_SOURCES: 'https://u:p@pbx.example',
};

const deployments = (objects: Manifest[]) => ofKind(objects, 'Deployment');

/** What a container finds in its environment, the Secret's files lying in a folder of the test. */
function environmentOf(objects: Manifest[], deployment: ReturnType<typeof deployments>[number]): Env {
  const container = containerOf(deployment);
  const settings = container.envFrom.map(({ configMapRef }) => dataOf(objects, configMapRef.name));
  const variables = container.env.map(({ name, value }) => {
    if (!name.endsWith('_FILE')) return [name, value];
    const setting = name.slice(0, -'_FILE'.length);
    const file = join(folder, setting);
    writeFileSync(file, `${SECRETS[setting] ?? `the-${setting}`}\n`);
    return [name, file];
  });
  return Object.assign({}, ...settings, Object.fromEntries(variables));
}

describe.skipIf(helm.missing).each(VALUE_SETS)('the Deployments, %s', (set: ValueSet) => {
  const objects = helm.missing ? [] : renderChart(set);

  it('are one for each role there is, which the house knows by its option', () => {
    const roles = deployments(objects).map((each) => parseRoles(containerOf(each).args));
    expect(roles).toEqual(PRODUCTION.map((role) => [role]));
    for (const { metadata, spec } of deployments(objects)) {
      const role = metadata.labels['app.kubernetes.io/component'];
      expect(metadata.name).toMatch(new RegExp(`-${role}$`));
      expect(spec.template.metadata.labels['app.kubernetes.io/component']).toBe(role);
    }
  });

  it('run what the image and docker-compose.yml run', () => {
    for (const each of deployments(objects)) {
      const { command, args } = containerOf(each);
      const role = each.metadata.labels['app.kubernetes.io/component'] ?? '';
      expect([...command, ...args]).toEqual(readCompose().services[role]?.command);
      expect(readText('deploy/Dockerfile')).toContain(`CMD ["${command.join('", "')}"`);
    }
  });

  it('give the house settings that it starts with, each of them known', () => {
    const known = [...settingNames(schemas)];
    for (const each of deployments(objects)) {
      const env = environmentOf(objects, each);
      const { config } = parseConfig(env, schemas);
      expect(config.DATABASE_URL).toBe(SECRETS.DATABASE_URL);
      expect(config.PORT).toBe(containerOf(each).ports[0]?.containerPort);
      const foreign = Object.keys(env)
        .map((name) => name.replace(/_FILE$/, ''))
        .filter((name) => !known.includes(name));
      expect(foreign.filter((name) => !/^(NODE_.+|TZ)$/.test(name))).toEqual([]);
    }
  });

  it('choose their own pods and no others', () => {
    for (const each of deployments(objects)) {
      const chosen = deployments(objects).filter(({ spec }) =>
        selects(each.spec.selector.matchLabels, spec.template.metadata.labels),
      );
      expect(chosen).toEqual([each]);
      for (const { labelSelector } of each.spec.template.spec.topologySpreadConstraints) {
        expect(labelSelector.matchLabels).toEqual(each.spec.selector.matchLabels);
      }
    }
  });

  it('meet the restricted Pod Security Standard, as the user of the image', () => {
    expect(readText('deploy/Dockerfile')).toMatch(/^USER node$/m);
    for (const each of deployments(objects)) {
      const pod = each.spec.template.spec;
      expect(pod.securityContext).toEqual({
        runAsNonRoot: true,
        // "node" of the official image.
        ...{ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(containerOf(each).securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      for (const volume of pod.volumes) {
        expect(['emptyDir', 'secret', 'configMap']).toEqual(
          expect.arrayContaining(Object.keys(volume).filter((key) => key !== 'name')),
        );
      }
      // All that may be written, as the tmpfs of docker-compose.yml.
      const writable = containerOf(each).volumeMounts.filter(({ readOnly }) => !readOnly);
      expect(writable).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
    }
  });

  it('have no token of Kubernetes, and no variables of its Services', () => {
    for (const { spec } of deployments(objects)) {
      const pod = spec.template.spec;
      expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
      const account = objects.find(({ kind }) => kind === 'ServiceAccount');
      expect(pod.serviceAccountName).toBe(account?.metadata.name ?? 'shared');
      if (account) expect(account).toMatchObject({ automountServiceAccountToken: false });
    }
  });

  it('are given the time that a stop of the house takes', () => {
    const patience = /STOP_PATIENCE_MS = ([\d_]+);/.exec(readText('main.ts'))?.[1] ?? 'none';
    for (const each of deployments(objects)) {
      const before = containerOf(each).lifecycle?.preStop.sleep.seconds ?? 0;
      const needed = before + Number(patience.replace('_', '')) / 1000;
      expect(each.spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(needed);
    }
  });

  it('let go of requests before they stop, where requests come in', () => {
    for (const each of deployments(objects)) {
      const answers = each.metadata.labels['app.kubernetes.io/component'] !== 'workers';
      expect(containerOf(each).lifecycle !== undefined).toBe(answers);
    }
  });

  it('have what they need and no more memory than they may take', () => {
    for (const each of deployments(objects)) {
      const { requests, limits } = containerOf(each).resources;
      expect(requests).toHaveProperty('cpu');
      const mebibytes = (text = '') => Number(/^(\d+)Mi$/.exec(text)?.[1]);
      expect(mebibytes(requests.memory)).toBeLessThanOrEqual(mebibytes(limits.memory));
    }
  });
});

describe.skipIf(helm.missing)('a Deployment', () => {
  it('is not killed for an outage of the store, and takes contacts in without Redis', () => {
    for (const each of deployments(renderChart('default'))) {
      const { startupProbe, livenessProbe, readinessProbe } = containerOf(each);
      expect(livenessProbe.httpGet).toEqual({ path: '/healthz', port: 'http' });
      // A new version that reaches neither store nor queues never counts as started, and the roll-out halts.
      expect(startupProbe.httpGet).toEqual({ path: '/readyz', port: 'http' });
      const workers = each.metadata.labels['app.kubernetes.io/component'] === 'workers';
      expect(readinessProbe.httpGet.path).toBe(workers ? '/readyz' : '/healthz');
    }
  });

  it('may migrate for as long as it is told', () => {
    const [first] = deployments(renderChart('default', { 'rollout.startSeconds': 3600 }));
    if (!first) throw new Error('no Deployment');
    const { periodSeconds, failureThreshold } = containerOf(first).startupProbe;
    expect(periodSeconds * failureThreshold).toBe(3600);
  });

  it('gets new pods by new settings of its own role', () => {
    const checksums = (changes: Record<string, unknown>) =>
      deployments(renderChart('default', changes)).map(
        ({ spec }) => spec.template.metadata.annotations['checksum/config'],
      );
    const [channels, workers, admin] = checksums({});
    const [sameChannels, otherWorkers, sameAdmin] = checksums({ 'roles.workers.config.LOG_LEVEL': 'debug' });
    expect([sameChannels, sameAdmin]).toEqual([channels, admin]);
    expect(otherWorkers).not.toBe(workers);
  });

  it('reads a large number as it was written', () => {
    const objects = renderChart('full', { 'config.ATTACHMENT_DAY_BYTES': 209_715_200 });
    expect(dataOf(objects, 'hd-admin')).toMatchObject({
      NOTICE_PER_DAY: '2000000',
      ATTACHMENT_DAY_BYTES: '209715200',
      TELEGRAM_DEBOUNCE_MS: '0',
    });
    expect(dataOf(objects, 'hd-workers')).toMatchObject({ WORKER_CONCURRENCY: '32', DATABASE_POOL: '40' });
  });

  it('is of a digest where one is named, and trusts further authorities', () => {
    const { spec } = theOne(renderChart('full'), 'Deployment', 'hd-admin');
    const container = containerOf({ spec });
    expect(container.image).toMatch(/^registry\.example\/team\/helpdesk@sha256:[0-9a-f]{64}$/);
    const path = container.env.find(({ name }) => name === 'NODE_EXTRA_CA_CERTS')?.value;
    expect(path).toBe('/run/ca/ca.crt');
    expect(spec.template.spec.volumes).toContainEqual({
      name: 'ca',
      configMap: { name: 'operator-ca', items: [{ key: 'bundle.pem', path: 'ca.crt' }] },
    });
  });
});
