import { describe, expect, it } from 'vitest';
import { PRODUCTION } from '../../boot/planInstance.ts';
import type { Manifest } from './checkManifest.ts';
import { containerOf, ofKind, selects, theOne } from './kinds.ts';
import { helm, renderChart } from './renderChart.ts';

const MONITORING = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };
const EDGE = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } };
const KEYCLOAK = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keycloak' } } };

const pods = (objects: Manifest[]) =>
  ofKind(objects, 'Deployment').map((deployment) => ({
    role: deployment.metadata.labels['app.kubernetes.io/component'] ?? '',
    labels: deployment.spec.template.metadata.labels,
    ports: containerOf(deployment).ports,
  }));
/** Ports a role may reach, by where: `any` or the peers as JSON. */
const reached = (objects: Manifest[], role: string) =>
  (theOne(objects, 'NetworkPolicy', role).spec.egress ?? []).flatMap(({ to, ports }) =>
    ports.map(({ port }) => `${to ? JSON.stringify(to) : 'any'} ${port}`),
  );

describe.skipIf(helm.missing)('Services', () => {
  it('lead to the pods of their role, at the port these listen on', () => {
    const objects = renderChart('default');
    for (const { metadata, spec } of ofKind(objects, 'Service')) {
      const chosen = pods(objects).filter(({ labels }) => selects(spec.selector ?? {}, labels));
      expect(chosen.map(({ role }) => role)).toEqual([metadata.labels['app.kubernetes.io/component']]);
      expect(chosen[0]?.ports.map(({ name }) => name)).toContain(spec.ports[0]?.targetPort);
    }
    expect(ofKind(objects, 'Service')).toHaveLength(PRODUCTION.length);
    expect(theOne(objects, 'Service', 'house-helpdesk-workers').spec.clusterIP).toBe('None');
  });
});

describe.skipIf(helm.missing)('NetworkPolicies', () => {
  it('deny every pod of the release everything, both ways, to begin with', () => {
    const objects = renderChart('default');
    const { spec } = theOne(objects, 'NetworkPolicy', 'house-helpdesk-deny');
    expect(spec).toEqual({ podSelector: spec.podSelector, policyTypes: ['Ingress', 'Egress'] });
    for (const { labels } of pods(objects)) {
      expect(selects(spec.podSelector.matchLabels, labels)).toBe(true);
    }
    expect(spec.podSelector.matchLabels).not.toEqual({});
  });

  it('are one for each role, and hold for its pods alone', () => {
    const objects = renderChart('default');
    for (const role of PRODUCTION) {
      const { spec } = theOne(objects, 'NetworkPolicy', `house-helpdesk-${role}`);
      const held = pods(objects).filter(({ labels }) => selects(spec.podSelector.matchLabels, labels));
      expect(held.map((pod) => pod.role)).toEqual([role]);
    }
  });

  it('let Prometheus scrape every role, the ingress reach those that answer, and nobody else', () => {
    const objects = renderChart('default');
    const from = (role: string) =>
      theOne(objects, 'NetworkPolicy', `house-helpdesk-${role}`).spec.ingress?.map((rule) => [
        rule.from,
        rule.ports,
      ]);
    const port = [{ protocol: 'TCP', port: 'http' }];
    expect(from('channels')).toEqual([[[EDGE, MONITORING], port]]);
    expect(from('admin')).toEqual([[[EDGE, MONITORING], port]]);
    expect(from('workers')).toEqual([[[MONITORING], port]]);
  });

  it('let a Keycloak of the cluster tell the console of logouts', () => {
    const rule = (role: string) =>
      theOne(renderChart('full'), 'NetworkPolicy', `hd-${role}`).spec.ingress?.[0];
    expect(rule('admin')?.from).toContainEqual(KEYCLOAK);
    expect(rule('channels')?.from).not.toContainEqual(KEYCLOAK);
  });

  it('let nobody in where nobody is named: a rule without peers would let in all', () => {
    for (const { spec } of ofKind(renderChart('gateway'), 'NetworkPolicy')) {
      expect(spec.policyTypes).toContain('Ingress');
      expect(spec.ingress).toBeUndefined();
    }
  });

  it('let each role out to what it speaks to, and to nothing else', () => {
    const objects = renderChart('default');
    const all = (ports: number[]) => ports.map((port) => `any ${port}`);
    const dns = '[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}}}] 53';
    const ports = (role: string) => [...new Set(reached(objects, `house-helpdesk-${role}`))].sort();
    expect(ports('channels')).toEqual(
      [dns, ...all([443, 2775, 3550, 4318, 5038, 5432, 5671, 5672, 6379])].sort(),
    );
    expect(ports('workers')).toEqual(
      [dns, ...all([443, 465, 587, 2775, 3550, 4318, 5432, 5671, 5672, 6379, 8123, 8443, 13013])].sort(),
    );
    expect(ports('admin')).toEqual([dns, ...all([443, 4318, 5038, 5432, 6379, 8123, 8443])].sort());
  });

  it('narrow a system to the addresses it is given, and leave out one that is not there', () => {
    const objects = renderChart('full');
    for (const role of PRODUCTION) {
      const out = reached(objects, `hd-${role}`);
      expect(out.filter((each) => each.endsWith(' 5432'))).toEqual([
        '[{"ipBlock":{"cidr":"10.10.0.5/32"}}] 5432',
      ]);
      expect(out.filter((each) => / (2775|3550)$/.test(each))).toEqual([]);
    }
  });

  it('are left out by those who have their own', () => {
    expect(ofKind(renderChart('minimal'), 'NetworkPolicy')).toEqual([]);
  });
});

/** Where a request for a path ends, by rules as an ingress applies them: exact first, then the longest prefix. */
function lead(rules: { path: string; exact: boolean; to: string }[], path: string): string | undefined {
  const exact = rules.find((rule) => rule.exact && rule.path === path);
  const prefixes = rules
    .filter((rule) => !rule.exact && (path === rule.path || path.startsWith(rule.path.replace(/\/?$/, '/'))))
    .sort((a, b) => b.path.length - a.path.length);
  return (exact ?? prefixes[0])?.to;
}

describe.skipIf(helm.missing)('the way in', () => {
  const ingressRules = (objects: Manifest[], host: string) =>
    ofKind(objects, 'Ingress').flatMap(({ spec }) =>
      spec.rules
        .filter((rule) => rule.host === host)
        .flatMap(({ http }) =>
          http.paths.map(({ path, pathType, backend }) => ({
            ...{ path, exact: pathType === 'Exact', to: backend.service.name },
          })),
        ),
    );
  const routeRules = (objects: Manifest[], host: string) =>
    ofKind(objects, 'HTTPRoute')
      .filter(({ spec }) => spec.hostnames.includes(host))
      .flatMap(({ spec }) =>
        spec.rules.flatMap(({ matches, backendRefs }) =>
          matches.map(({ path }) => ({
            ...{ path: path.value, exact: path.type === 'Exact', to: backendRefs[0]?.name ?? 'nowhere' },
          })),
        ),
      );

  it('by an Ingress parts console and channels by their names', () => {
    const objects = renderChart('full');
    const console = ingressRules(objects, 'helpdesk.example');
    const channels = ingressRules(objects, 'in.helpdesk.example');
    expect(lead(console, '/')).toBe('hd-admin');
    expect(lead(console, '/api/v1/incidents')).toBe('hd-admin');
    expect(lead(channels, '/channels/telegram/webhook')).toBe('hd-channels');
    // Of the channels' processes nothing else is for the outside.
    for (const path of ['/', '/metrics', '/readyz', '/channelsx'])
      expect(lead(channels, path)).toBeUndefined();
    const [ingress] = ofKind(objects, 'Ingress');
    expect(ingress?.spec.tls).toEqual([
      { hosts: ['helpdesk.example'], secretName: 'helpdesk-tls' },
      { hosts: ['in.helpdesk.example'], secretName: 'channels-tls' },
    ]);
    expect(ingress?.spec.ingressClassName).toBe('nginx');
  });

  it.each([
    ['an Ingress', { 'ingress.enabled': true, 'httpRoute.enabled': false }, ingressRules],
    ['an HTTPRoute', {}, routeRules],
  ] as const)('by %s takes both at one name', (_name, changes, rulesOf) => {
    const rules = rulesOf(renderChart('gateway', changes), 'helpdesk.example');
    expect(lead(rules, '/channels/cti/token')).toBe('house-helpdesk-channels');
    expect(lead(rules, '/auth/callback')).toBe('house-helpdesk-admin');
  });

  it('by HTTPRoutes parts them too', () => {
    const objects = renderChart('gateway', { 'config.CHANNELS_PUBLIC_URL': 'https://in.example:8443/' });
    expect(lead(routeRules(objects, 'in.example'), '/channels/esb/events')).toBe('house-helpdesk-channels');
    expect(lead(routeRules(objects, 'in.example'), '/')).toBeUndefined();
    expect(lead(routeRules(objects, 'helpdesk.example'), '/channels/esb/events')).toBe(
      'house-helpdesk-admin',
    );
  });

  it.each([
    ['full', 'helpdesk.example', ingressRules, ['/metrics']],
    ['gateway', 'helpdesk.example', routeRules, ['/metrics', '/readyz']],
  ] as const)('keeps figures from the outside: %s', (set, host, rulesOf, closed) => {
    const objects = renderChart(set);
    const rules = rulesOf(objects, host);
    for (const path of closed) {
      const name = lead(rules, path) ?? 'none';
      expect(name).toMatch(/-closed$/);
      // Kubernetes gives a Service without a selector no pods.
      expect(theOne(objects, 'Service', name).spec.selector).toBeUndefined();
    }
  });

  it('leads to Services that are there, at ports they have', () => {
    for (const set of ['full', 'gateway'] as const) {
      const objects = renderChart(set);
      const ports = (name: string) => theOne(objects, 'Service', name).spec.ports;
      for (const { spec } of ofKind(objects, 'Ingress')) {
        for (const { backend } of spec.rules.flatMap(({ http }) => http.paths)) {
          const names = ports(backend.service.name).map(({ name }) => name);
          expect(names).toContain(backend.service.port.name);
        }
      }
      for (const { spec } of ofKind(objects, 'HTTPRoute')) {
        for (const { name, port } of spec.rules.flatMap(({ backendRefs }) => backendRefs)) {
          expect(ports(name).map((each) => each.port)).toContain(port);
        }
      }
    }
  });
});

describe.skipIf(helm.missing)('the ServiceMonitor', () => {
  it('finds the Service of each role, and names its job after the role as deploy/prometheus does', () => {
    const objects = renderChart('full');
    const monitor = theOne(objects, 'ServiceMonitor', 'hd');
    const { selector, jobLabel, endpoints } = monitor.spec;
    const [expression] = selector.matchExpressions;
    const found = ofKind(objects, 'Service').filter(
      ({ metadata }) =>
        selects(selector.matchLabels, metadata.labels) &&
        expression?.values.includes(metadata.labels[expression.key] ?? ''),
    );
    expect(found.map(({ metadata }) => metadata.labels[jobLabel])).toEqual(PRODUCTION);
    for (const { spec } of found) expect(spec.ports.map(({ name }) => name)).toContain(endpoints[0]?.port);
    expect(endpoints[0]?.path).toBe('/metrics');
    expect(monitor.metadata.labels.release).toBe('prometheus');
  });
});
