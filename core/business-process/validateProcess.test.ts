import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testProcess, testStep } from './process.fixture.ts';
import { CATEGORIES, type ProcessTransition } from './process.ts';
import { type ProcessDraft, validateProcess } from './validateProcess.ts';

const { steps, transitions } = testProcess();
const to = (from: string, target: string): ProcessTransition => ({ from, to: target, by: ['assignee'] });
const faultsOf = (changes: Partial<ProcessDraft>) =>
  validateProcess(testProcess(changes)).map(({ path, code }) => `${path} ${code}`);
const withStep = (index: number, change: Partial<ProcessDraft['steps'][number]>) => ({
  steps: steps.map((step, at) => (at === index ? { ...step, ...change } : step)),
});
const withWay = (index: number, change: Partial<ProcessTransition>) => ({
  transitions: transitions.map((each, at) => (at === index ? { ...each, ...change } : each)),
});

describe('a process', () => {
  it('that is in order has no faults', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it.each<[string, Partial<ProcessDraft>, string[]]>([
    ['an id with a space', { id: 'a b' }, ['id id.form']],
    ['the id that is an address', { id: 'new' }, ['id id.form']],
    ['no English name', { name: { ru: 'Имя', en: ' ' } }, ['name.en required']],
    ['no steps', { steps: [], transitions: [] }, ['steps steps.none']],
    ['a step without a name', withStep(2, { name: { ru: '', en: 'x' } }), ['steps[2].name.ru required']],
    [
      'a narrative in one language',
      withStep(1, { narrative: { ru: 'что делать', en: '' } }),
      ['steps[1].narrative.en required'],
    ],
    [
      'a narrative without end',
      withStep(1, { narrative: { ru: 'я'.repeat(4001), en: 'x' } }),
      ['steps[1].narrative.ru too_long'],
    ],
    [
      'two steps of one id',
      withStep(2, { id: 'work' }),
      [
        'steps[2].id step.duplicate',
        'transitions[1].to transition.unknown',
        'transitions[2].from transition.unknown',
      ],
    ],
    [
      'a start that is the end',
      withStep(0, { category: 'DONE' }),
      ['steps[0].category start.done', 'transitions[0] done.leaves'],
    ],
    ['no end', withStep(3, { category: 'DOING' }), ['steps done.none']],
    ['a step nothing leads to', { steps: [...steps, testStep('lost', 'DONE')] }, ['steps[4] unreachable']],
    [
      'a step that leads nowhere',
      { steps: [...steps, testStep('trap', 'WAITING')], transitions: [...transitions, to('work', 'trap')] },
      ['steps[4] dead_end'],
    ],
    [
      'a way out of the end',
      { transitions: [...transitions, to('done', 'work')] },
      ['transitions[4] done.leaves'],
    ],
    [
      'a way to nowhere',
      { transitions: [...transitions, to('work', 'none')] },
      ['transitions[4].to transition.unknown'],
    ],
    [
      'a way to itself',
      { transitions: [...transitions, to('work', 'work')] },
      ['transitions[4] transition.self'],
    ],
    [
      'a way twice',
      { transitions: [...transitions, to('new', 'work')] },
      ['transitions[4] transition.duplicate'],
    ],
    ['a way nobody may go', withWay(0, { by: [] }), ['transitions[0].by by.none']],
    [
      'a state no order has',
      withWay(2, { orderStates: ['done'] }),
      ['transitions[2].orderStates orderState.unknown'],
    ],
    [
      'one state that leads two ways',
      { transitions: [...transitions, { ...to('wait', 'done'), orderStates: ['completed'] }] },
      ['transitions[4].orderStates orderState.twice'],
    ],
  ])('with %s', (_, changes, faults) => {
    expect(faultsOf(changes)).toEqual(faults);
  });

  // Small ones, so that many are sound by chance.
  const drafts = fc
    .record({
      categories: fc.array(fc.constantFrom(...CATEGORIES), { minLength: 1, maxLength: 2 }),
      ways: fc.uniqueArray(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 4, selector: String }),
    })
    .map(({ categories, ways }) => {
      const id = (index: number) => `s${index}`;
      const all = [...categories, 'DONE' as const];
      return testProcess({
        steps: all.map((category, index) => testStep(id(index), category)),
        transitions: ways.map(([from, target]) => to(id(from), id(target))),
      });
    });

  it('has no fault exactly where it can be walked from its start to an end by way of every step', () => {
    let sound = 0;
    fc.assert(
      fc.property(drafts, (draft) => {
        const expected = isSound(draft);
        if (expected) sound += 1;
        expect(validateProcess(draft).length === 0).toBe(expected);
      }),
      { numRuns: 3000 },
    );
    expect(sound).toBeGreaterThan(20);
  });
});

function isSound(draft: ProcessDraft): boolean {
  const categoryOf = (id: string) => draft.steps.find((step) => step.id === id)?.category;
  const isEnd = (id: string) => categoryOf(id) === 'DONE';
  const start = draft.steps[0]?.id ?? '';
  return (
    !isEnd(start) &&
    draft.transitions.every(
      ({ from, to }) =>
        from !== to && !isEnd(from) && categoryOf(from) !== undefined && categoryOf(to) !== undefined,
    ) &&
    draft.steps.every(({ id }) => walks(draft, start, (each) => each === id) && walks(draft, id, isEnd))
  );
}

/** Whether a walk along any transitions comes to what is looked for; by depth, as a person would try. */
function walks(
  draft: ProcessDraft,
  from: string,
  found: (id: string) => boolean,
  been: string[] = [],
): boolean {
  if (found(from)) return true;
  return draft.transitions.some(
    (each) => each.from === from && !been.includes(each.to) && walks(draft, each.to, found, [...been, from]),
  );
}
