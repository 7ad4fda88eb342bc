import type { Manifest } from './checkManifest.ts';

type Labels = Record<string, string>;
interface Probe {
  httpGet: { path: string; port: string };
  periodSeconds: number;
  failureThreshold: number;
}

export interface Container {
  image: string;
  command: string[];
  args: string[];
  ports: { name: string; containerPort: number }[];
  env: { name: string; value: string }[];
  envFrom: { configMapRef: { name: string } }[];
  startupProbe: Probe;
  livenessProbe: Probe;
  readinessProbe: Probe;
  lifecycle?: { preStop: { sleep: { seconds: number } } };
  resources: { requests: Labels; limits: Labels };
  securityContext: object;
  volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[];
}

/** The parts of each kind's spec that the tests read; its schema has checked the whole. */
export interface Specs {
  Deployment: {
    replicas?: number;
    strategy: { type: string };
    selector: { matchLabels: Labels };
    template: {
      metadata: { labels: Labels; annotations: Labels };
      spec: {
        serviceAccountName: string;
        automountServiceAccountToken: boolean;
        enableServiceLinks: boolean;
        terminationGracePeriodSeconds: number;
        securityContext: { runAsUser: number };
        topologySpreadConstraints: { labelSelector: { matchLabels: Labels } }[];
        containers: Container[];
        volumes: { name: string; emptyDir?: object; configMap?: object; secret?: { secretName: string } }[];
      };
    };
  };
  Service: {
    clusterIP?: string;
    selector?: Labels;
    ports: { name: string; port: number; targetPort?: string }[];
  };
  HorizontalPodAutoscaler: {
    scaleTargetRef: { kind: string; name: string };
    minReplicas: number;
    maxReplicas: number;
  };
  ScaledObject: {
    scaleTargetRef: { kind: string; name: string };
    minReplicaCount: number;
    maxReplicaCount: number;
    triggers: { type: string; name: string; metricType: string; metadata: Labels }[];
  };
  PodDisruptionBudget: { maxUnavailable: number | string; selector: { matchLabels: Labels } };
  NetworkPolicy: {
    podSelector: { matchLabels: Labels };
    policyTypes: string[];
    ingress?: { from?: object[]; ports: { protocol: string; port: number | string }[] }[];
    egress?: { to?: object[]; ports: { protocol: string; port: number | string }[] }[];
  };
  Ingress: {
    ingressClassName?: string;
    tls?: { hosts: string[]; secretName: string }[];
    rules: {
      host: string;
      http: {
        paths: {
          path: string;
          pathType: string;
          backend: { service: { name: string; port: { name: string } } };
        }[];
      };
    }[];
  };
  HTTPRoute: {
    parentRefs: object[];
    hostnames: string[];
    rules: {
      matches: { path: { type: string; value: string } }[];
      backendRefs: { name: string; port: number }[];
    }[];
  };
  ServiceMonitor: {
    jobLabel: string;
    selector: { matchLabels: Labels; matchExpressions: { key: string; values: string[] }[] };
    endpoints: { port: string; path: string; interval: string }[];
  };
}

/** Every object of a kind. */
export function ofKind<Kind extends keyof Specs>(
  objects: Manifest[],
  kind: Kind,
): (Manifest & { spec: Specs[Kind] })[] {
  return objects.filter((object): object is Manifest & { spec: Specs[Kind] } => object.kind === kind);
}

/** The one object of a kind with this name. @throws {Error} when there is none. */
export function theOne<Kind extends keyof Specs>(
  objects: Manifest[],
  kind: Kind,
  name: string,
): Manifest & { spec: Specs[Kind] } {
  const found = ofKind(objects, kind).find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

/** What a ConfigMap holds. @throws {Error} when there is none of this name. */
export function dataOf(objects: Manifest[], name: string): Record<string, string> {
  const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
  if (!found || !('data' in found)) throw new Error(`no ConfigMap ${name}`);
  return found.data as Record<string, string>;
}

/** Whether a selector chooses what has these labels; an empty one chooses all. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** The one container of a Deployment's pods. @throws {Error} when there are more or none. */
export function containerOf({ spec }: { spec: Specs['Deployment'] }): Container {
  const [container, ...more] = spec.template.spec.containers;
  if (!container || more.length > 0) throw new Error('not one container');
  return container;
}
