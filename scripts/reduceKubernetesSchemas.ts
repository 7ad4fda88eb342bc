import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes deploy/helm/schemas/kubernetes-*.json: of Kubernetes' own schemas, the kinds our chart renders and what they
 * refer to, without descriptions. `npx tsx scripts/reduceKubernetesSchemas.ts FOLDER`, where FOLDER holds the folders
 * `v1.30.0-local-strict`, … of the Python package kubernetes-validate.
 */
type Schema = Record<string, unknown>;

const OLDEST_AND_NEWEST = ['1.30', '1.37'];
const KINDS: Record<string, string> = {
  'v1 ServiceAccount': 'io.k8s.api.core.v1.ServiceAccount',
  'v1 ConfigMap': 'io.k8s.api.core.v1.ConfigMap',
  'v1 Service': 'io.k8s.api.core.v1.Service',
  'apps/v1 Deployment': 'io.k8s.api.apps.v1.Deployment',
  'autoscaling/v2 HorizontalPodAutoscaler': 'io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler',
  'policy/v1 PodDisruptionBudget': 'io.k8s.api.policy.v1.PodDisruptionBudget',
  'networking.k8s.io/v1 NetworkPolicy': 'io.k8s.api.networking.v1.NetworkPolicy',
  'networking.k8s.io/v1 Ingress': 'io.k8s.api.networking.v1.Ingress',
};
const REFERENCE = /"#\/\$defs\/([^"]+)"/g;

/** Leaves out what is for people, and null: a field without a value is a fault of a template. */
function strip(key: string, value: unknown): unknown {
  if (key.startsWith('x-kubernetes-') || (key === 'description' && typeof value === 'string'))
    return undefined;
  if (key !== 'type' || !Array.isArray(value)) return value;
  const types = value.filter((type) => type !== 'null');
  return types.length === 1 ? types[0] : types;
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder that holds v1.30.0-local-strict and its like.');
for (const version of OLDEST_AND_NEWEST) {
  const source = join(folder, `v${version}.0-local-strict/_definitions.json`);
  const { $defs: all }: { $defs: Record<string, Schema> } = JSON.parse(readFileSync(source, 'utf8'));
  const kept: Record<string, Schema> = {};
  const keep = (name: string) => {
    if (kept[name]) return;
    const text = JSON.stringify(all[name], strip);
    kept[name] = JSON.parse(text);
    for (const [, other = ''] of text.matchAll(REFERENCE)) keep(other);
  };
  for (const name of Object.values(KINDS)) keep(name);
  const kinds = Object.fromEntries(
    Object.entries(KINDS).map(([kind, name]) => [kind, { $ref: `#/$defs/${name}` }]),
  );
  const $defs = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
  const target = new URL(`../deploy/helm/schemas/kubernetes-${version}.json`, import.meta.url);
  writeFileSync(target, `${JSON.stringify({ $id: `kubernetes-${version}`, kinds, $defs })}\n`);
}
