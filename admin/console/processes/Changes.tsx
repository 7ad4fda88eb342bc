import type { ProcessChange } from '../../../core/business-process/compareProcesses.ts';
import { type BusinessProcess, findStep } from '../../../core/business-process/process.ts';
import type { Page } from '../env.ts';
import { moverWords, orderWords } from './wayWords.ts';

interface ChangesProps {
  page: Page;
  changes: ProcessChange[];
  /** Where the names of steps are looked up: the later version first. */
  versions: Pick<BusinessProcess, 'steps'>[];
}

/** What is different between two versions, line by line. */
export function Changes(props: ChangesProps) {
  const { page, changes } = props;
  if (changes.length === 0) return <p class="text-faint">{page.t('processes.changes.none')}</p>;
  return (
    <ul class="process-changes">
      {changes.map((change) => (
        <li class={`process-change change-${toneOf(change)}`}>{describeChange(change, props)}</li>
      ))}
    </ul>
  );
}

function toneOf({ kind }: ProcessChange): 'added' | 'removed' | 'changed' {
  if (kind.endsWith('Added')) return 'added';
  return kind.endsWith('Removed') ? 'removed' : 'changed';
}

function describeChange(change: ProcessChange, { page, versions }: ChangesProps): string {
  const { t, language } = page;
  const nameOf = (id: string) =>
    versions.map((each) => findStep({ ...BLANK, ...each }, id)?.name[language]).find(Boolean) ?? id;
  switch (change.kind) {
    case 'renamed':
    case 'reordered':
      return t(`processes.change.${change.kind}`);
    case 'startChanged':
      return t('processes.change.startChanged', { from: nameOf(change.from), to: nameOf(change.to) });
    case 'stepAdded':
    case 'stepRemoved':
      return t(`processes.change.${change.kind}`, { step: change.step.name[language] || change.step.id });
    case 'stepChanged':
      return t('processes.change.stepChanged', {
        step: change.step.name[language] || change.step.id,
        parts: change.parts.map((part) => t(`processes.part.${part}`)).join(', '),
      });
    case 'transitionAdded':
    case 'transitionRemoved':
      return t(`processes.change.${change.kind}`, {
        from: nameOf(change.transition.from),
        to: nameOf(change.transition.to),
      });
    case 'transitionChanged': {
      const say = (part: 'by' | 'orderStates', of: typeof change.before) =>
        part === 'by' ? moverWords(of, t) : orderWords(of, t) || '—';
      return t('processes.change.transitionChanged', {
        from: nameOf(change.transition.from),
        to: nameOf(change.transition.to),
        before: change.parts.map((part) => say(part, change.before)).join('; '),
        after: change.parts.map((part) => say(part, change.transition)).join('; '),
      });
    }
  }
}

const BLANK = { id: '', version: 0, name: { ru: '', en: '' }, steps: [], transitions: [] };
