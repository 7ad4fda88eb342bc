import type { ProcessStep } from './process.ts';
import type { ProcessDraft } from './validateProcess.ts';

/** A step of a test's process, its texts made of its id. */
export function testStep(id: string, category: ProcessStep['category']): ProcessStep {
  const text = { ru: `шаг ${id}`, en: `step ${id}` };
  return { id, category, name: text, narrative: text };
}

/** A process that may be published: new → work ⇄ wait, work → done. */
export function testProcess(changes: Partial<ProcessDraft> = {}): ProcessDraft {
  return {
    id: 'test',
    name: { ru: 'Проверка', en: 'Test' },
    steps: [
      testStep('new', 'TODO'),
      testStep('work', 'DOING'),
      testStep('wait', 'WAITING'),
      testStep('done', 'DONE'),
    ],
    transitions: [
      { from: 'new', to: 'work', by: ['assignee'] },
      { from: 'work', to: 'wait', by: ['assignee', 'supervisor'] },
      { from: 'wait', to: 'work', by: ['assignee'], orderStates: ['completed'] },
      { from: 'work', to: 'done', by: ['supervisor'] },
    ],
    ...changes,
  };
}
