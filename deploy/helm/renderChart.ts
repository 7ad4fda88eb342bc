import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { needProgram } from '../../test/harness/program.ts';
import { checkManifest, type Manifest } from './checkManifest.ts';

/** The real one: what renders here renders for the operator. */
export const helm = needProgram('helm');
const chart = fileURLToPath(new URL('./helpdesk', import.meta.url));

/** Value sets of helpdesk/ci, which cover the chart between them. */
export const VALUE_SETS = ['minimal', 'default', 'full', 'gateway'] as const;
export type ValueSet = (typeof VALUE_SETS)[number];

/** Kubernetes from the oldest that the chart allows to the newest whose schemas we keep. */
export const KUBERNETES = ['1.30', '1.37'] as const;

/**
 * Runs helm on the chart.
 * @param verb e.g. `lint`, with its options.
 * @param set values of helpdesk/ci; none: only those of the chart.
 * @param changes more values, by `--set-json`: path to JSON.
 * @returns exit code, and all it printed.
 */
export function runHelm(
  [verb = '', ...options]: string[],
  set?: ValueSet,
  changes: Record<string, unknown> = {},
): { code: number | null; output: string; stdout: string } {
  const target = verb === 'lint' ? [chart] : ['house', chart];
  const values = set ? ['--values', `${chart}/ci/${set}-values.yaml`] : [];
  const more = Object.entries(changes).flatMap(([path, value]) => [
    '--set-json',
    `${path}=${JSON.stringify(value)}`,
  ]);
  const args = [verb, ...target, ...options, ...values, ...more];
  const { status, stdout, stderr, error } = spawnSync(helm.path, args, { encoding: 'utf8' });
  if (error) throw error;
  return { code: status, output: stdout + stderr, stdout };
}

/**
 * Renders the chart and checks each object against the schema of its kind.
 * @param set values of helpdesk/ci.
 * @param changes as of {@link runHelm}.
 * @param kubernetes the cluster's version; the newest unless told.
 * @throws {Error} with what helm said, or with each field at fault.
 */
export function renderChart(
  set: ValueSet,
  changes: Record<string, unknown> = {},
  kubernetes: (typeof KUBERNETES)[number] = '1.37',
): Manifest[] {
  const options = ['template', '--namespace', 'desk', '--kube-version', kubernetes];
  const { code, output, stdout } = runHelm(options, set, changes);
  if (code !== 0) throw new Error(output);
  return parseAllDocuments(stdout).flatMap((document) => {
    const [fault] = document.errors;
    if (fault) throw fault;
    const value: unknown = document.toJS();
    return value === null ? [] : [checkManifest(value, kubernetes)];
  });
}
