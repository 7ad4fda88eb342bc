import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { VERSION } from '../../core/version.ts';
import { checkManifest } from './checkManifest.ts';
import { helm, KUBERNETES, renderChart, runHelm, VALUE_SETS } from './renderChart.ts';

const chart: { appVersion: string; kubeVersion: string } = parse(
  readFileSync(new URL('./helpdesk/Chart.yaml', import.meta.url), 'utf8'),
);

describe.skipIf(helm.missing)('the chart', () => {
  it.each(VALUE_SETS)('is without a fault to helm lint: %s', (set) => {
    expect(runHelm(['lint', '--strict'], set)).toMatchObject({ code: 0 });
  });

  it.each(VALUE_SETS.flatMap((set) => KUBERNETES.map((version) => [set, version] as const)))(
    'renders nothing that Kubernetes does not know: %s, %s',
    (set, version) => {
      expect(renderChart(set, {}, version).length).toBeGreaterThanOrEqual(10);
    },
  );

  it.each(VALUE_SETS)('gives no two objects one name, and every one its release: %s', (set) => {
    const objects = renderChart(set);
    const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { metadata } of objects) {
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/name': 'helpdesk',
        'app.kubernetes.io/instance': 'house',
        'app.kubernetes.io/version': VERSION,
      });
    }
  });

  it('keeps names within what Kubernetes takes, however long the release is called', () => {
    const objects = renderChart('full', { fullnameOverride: 'x'.repeat(80) });
    for (const { metadata } of objects) expect(metadata.name.length).toBeLessThanOrEqual(63);
  });

  it('is of the version of the product, and asks for the oldest Kubernetes it is checked against', () => {
    expect(chart.appVersion).toBe(VERSION);
    expect(chart.kubeVersion).toBe(`>=${KUBERNETES[0]}.0-0`);
    expect(runHelm(['template', '--kube-version', '1.29'], 'default').output).toContain(chart.kubeVersion);
  });

  it('tells how many connections PostgreSQL must allow', () => {
    // channels 6 and admin 6 pods with 10 each, workers 20 with 40 each.
    expect(runHelm(['install', '--dry-run=client'], 'full').output).toContain('up to 920 connections');
    // One pod of each role with the house's own default.
    expect(runHelm(['install', '--dry-run=client'], 'minimal').output).toContain('up to 60 connections');
  });
});

describe('the schemas', () => {
  const service = (spec: object) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'a', labels: {} },
    spec,
  });

  it.each(KUBERNETES)(
    'take what is right and refuse an unknown field, a wrong type, a null: %s',
    (version) => {
      expect(() => checkManifest(service({ ports: [{ port: 80 }] }), version)).not.toThrow();
      expect(() => checkManifest(service({ prots: [] }), version)).toThrow('prots');
      expect(() => checkManifest(service({ ports: [{ port: '80' }] }), version)).toThrow(
        '/spec/ports/0/port',
      );
      expect(() => checkManifest(service({ selector: null }), version)).toThrow('/spec/selector');
    },
  );

  it('refuse a kind they do not have', () => {
    expect(() => checkManifest({ apiVersion: 'v2', kind: 'Service', metadata: {} }, '1.37')).toThrow(
      'no schema of v2 Service',
    );
  });
});
