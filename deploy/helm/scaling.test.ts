import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PRODUCTION } from '../../boot/planInstance.ts';
import { readText } from '../readCompose.ts';
import { ofKind, selects, theOne } from './kinds.ts';
import { helm, renderChart, VALUE_SETS } from './renderChart.ts';

describe.skipIf(helm.missing)('scaling', () => {
  it.each(VALUE_SETS)(
    'leaves no Deployment with two who say how many pods, and none with nobody: %s',
    (set) => {
      const objects = renderChart(set);
      const targets = [...ofKind(objects, 'HorizontalPodAutoscaler'), ...ofKind(objects, 'ScaledObject')].map(
        ({ spec }) => spec.scaleTargetRef,
      );
      for (const { metadata, spec } of ofKind(objects, 'Deployment')) {
        const scalers = targets.filter(({ kind, name }) => kind === 'Deployment' && name === metadata.name);
        expect(scalers.length + (spec.replicas === undefined ? 0 : 1)).toBe(1);
      }
      for (const { name } of targets) theOne(objects, 'Deployment', name);
    },
  );

  it('follows the processor by default, between the limits of each role', () => {
    const scalers = ofKind(renderChart('default'), 'HorizontalPodAutoscaler');
    expect(scalers.map(({ spec }) => spec.scaleTargetRef.name)).toEqual(
      PRODUCTION.map((role) => `house-helpdesk-${role}`),
    );
    for (const { spec } of scalers) expect(spec.minReplicas).toBeLessThanOrEqual(spec.maxReplicas);
  });

  it('follows what waits through KEDA, of this release alone', () => {
    const { spec } = theOne(renderChart('full'), 'ScaledObject', 'hd-workers');
    expect([spec.minReplicaCount, spec.maxReplicaCount]).toEqual([3, 20]);
    const [age, depth, cpu] = spec.triggers;
    const labels = 'namespace="desk",service=~"hd-.+"';
    expect(age).toMatchObject({
      metricType: 'Value',
      metadata: {
        serverAddress: 'http://prometheus.monitoring:9090',
        query: `max(helpdesk_contacts_oldest_waiting_seconds{${labels}})`,
        threshold: '2.5',
      },
    });
    expect(depth).toMatchObject({
      metricType: 'AverageValue',
      metadata: { query: `sum(max by (queue) (helpdesk_queue_depth{${labels}}))`, threshold: '200' },
    });
    expect(cpu).toMatchObject({ type: 'cpu', metricType: 'Utilization', metadata: { value: '75' } });
  });

  it('asks Prometheus for figures that the house tells', () => {
    const core = fileURLToPath(new URL('../../core', import.meta.url));
    const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => readText(`core/${path}`));
    const { spec } = theOne(renderChart('full'), 'ScaledObject', 'hd-workers');
    const asked = spec.triggers.flatMap(({ metadata }) => metadata.query?.match(/helpdesk_\w+/g) ?? []);
    expect(asked).toHaveLength(2);
    for (const name of asked) {
      const told = sources.filter((source) => source.includes(`name: '${name}'`));
      expect(told, `sources of core that tell ${name}`).toHaveLength(1);
    }
  });
});

describe.skipIf(helm.missing)('PodDisruptionBudgets', () => {
  it('hold for the pods of one role each, and let at least one go', () => {
    const objects = renderChart('default');
    const budgets = ofKind(objects, 'PodDisruptionBudget');
    const held = budgets.map(({ spec }) =>
      ofKind(objects, 'Deployment')
        .filter((each) => selects(spec.selector.matchLabels, each.spec.template.metadata.labels))
        .map(({ metadata }) => metadata.labels['app.kubernetes.io/component']),
    );
    expect(held).toEqual(PRODUCTION.map((role) => [role]));
    for (const { spec } of budgets) expect(spec.maxUnavailable).toBe(1);
  });
});
