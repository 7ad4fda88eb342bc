import type { BusinessProcess, ProcessStep, ProcessTransition } from './process.ts';

/** What a person would say is different about a step. */
const STEP_PARTS = ['name', 'category', 'narrative'] as const;
const TRANSITION_PARTS = ['by', 'orderStates'] as const;

/** One difference between two versions of a process. */
export type ProcessChange =
  | { kind: 'renamed' }
  | { kind: 'startChanged'; from: string; to: string }
  | { kind: 'reordered' }
  | { kind: 'stepAdded' | 'stepRemoved'; step: ProcessStep }
  | { kind: 'stepChanged'; step: ProcessStep; parts: (typeof STEP_PARTS)[number][] }
  | { kind: 'transitionAdded' | 'transitionRemoved'; transition: ProcessTransition }
  | {
      kind: 'transitionChanged';
      transition: ProcessTransition;
      before: ProcessTransition;
      parts: (typeof TRANSITION_PARTS)[number][];
    };

type Compared = Pick<BusinessProcess, 'name' | 'steps' | 'transitions'>;

/**
 * What is different in `after`. The order of transitions means nothing, that of steps how they are listed.
 * @returns empty where the two are the same process.
 */
export function compareProcesses(before: Compared, after: Compared): ProcessChange[] {
  const changes: ProcessChange[] = [];
  if (!same(before.name, after.name)) changes.push({ kind: 'renamed' });
  const [was, is] = [before.steps[0]?.id ?? '', after.steps[0]?.id ?? ''];
  if (was !== is) changes.push({ kind: 'startChanged', from: was, to: is });
  const common = (steps: ProcessStep[], others: ProcessStep[]) =>
    steps.map((each) => each.id).filter((id) => others.some((other) => other.id === id));
  if (was === is && !same(common(before.steps, after.steps), common(after.steps, before.steps)))
    changes.push({ kind: 'reordered' });
  return [...changes, ...compareSteps(before, after), ...compareTransitions(before, after)];
}

function compareSteps(before: Compared, after: Compared): ProcessChange[] {
  const removed = before.steps.filter((step) => !after.steps.some((each) => each.id === step.id));
  return [
    ...removed.map((step) => ({ kind: 'stepRemoved' as const, step })),
    ...after.steps.flatMap((step): ProcessChange[] => {
      const old = before.steps.find((each) => each.id === step.id);
      if (!old) return [{ kind: 'stepAdded', step }];
      const parts = STEP_PARTS.filter((part) => !same(old[part], step[part]));
      return parts.length === 0 ? [] : [{ kind: 'stepChanged', step, parts }];
    }),
  ];
}

function compareTransitions(before: Compared, after: Compared): ProcessChange[] {
  const find = (all: ProcessTransition[], { from, to }: ProcessTransition) =>
    all.find((each) => each.from === from && each.to === to);
  const removed = before.transitions.filter((each) => !find(after.transitions, each));
  return [
    ...removed.map((transition) => ({ kind: 'transitionRemoved' as const, transition })),
    ...after.transitions.flatMap((transition): ProcessChange[] => {
      const old = find(before.transitions, transition);
      if (!old) return [{ kind: 'transitionAdded', transition }];
      const words = (each: ProcessTransition, part: (typeof TRANSITION_PARTS)[number]) =>
        [...(each[part] ?? [])].sort();
      const parts = TRANSITION_PARTS.filter((part) => !same(words(old, part), words(transition, part)));
      return parts.length === 0 ? [] : [{ kind: 'transitionChanged', transition, before: old, parts }];
    }),
  ];
}

/** Keys come out of the store in an order of its own. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
