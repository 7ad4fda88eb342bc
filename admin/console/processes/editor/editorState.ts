import type {
  Bilingual,
  BusinessProcess,
  Category,
  Mover,
} from '../../../../core/business-process/process.ts';
import type { ProcessDraft } from '../../../../core/business-process/validateProcess.ts';

/** A step as it is typed. */
export interface EditedStep {
  id: string;
  name: Bilingual;
  category: Category;
  narrative: Bilingual;
}

/** A way between two steps by their places: ids may be changed, or wrong, while they are typed. */
export interface EditedWay {
  from: number;
  to: number;
  by: Mover[];
  orderStates: string[];
}

/** All that is in the editor's form. */
export interface EditorState {
  /** The version that is edited; 0: a new process. */
  baseVersion: number;
  id: string;
  name: Bilingual;
  steps: EditedStep[];
  ways: EditedWay[];
}

/** The editor's form for a version of a process. */
export function stateOf(process: BusinessProcess): EditorState {
  const placeOf = (id: string) => process.steps.findIndex((step) => step.id === id);
  return {
    baseVersion: process.version,
    id: process.id,
    name: process.name,
    steps: process.steps,
    ways: process.transitions.map((each) => ({
      from: placeOf(each.from),
      to: placeOf(each.to),
      by: each.by,
      orderStates: each.orderStates ?? [],
    })),
  };
}

/** The process the form describes, whatever its faults. Its transitions are in the order of the form's ways. */
export function draftOf(state: EditorState): ProcessDraft {
  const idAt = (place: number) => state.steps[place]?.id ?? '';
  return {
    id: state.id,
    name: state.name,
    steps: state.steps,
    transitions: state.ways.map(({ from, to, by, orderStates }) => ({
      from: idAt(from),
      to: idAt(to),
      by,
      ...(orderStates.length > 0 && { orderStates }),
    })),
  };
}

/** A step nobody has written anything into yet. @param taken ids it must differ from. */
export function emptyStep(taken: string[], category: Category): EditedStep {
  let number = taken.length + 1;
  while (taken.includes(`step-${number}`)) number += 1;
  return { id: `step-${number}`, category, name: { ru: '', en: '' }, narrative: { ru: '', en: '' } };
}

/** What a new process begins with: a start, a middle and an end. */
export function newProcess(): EditorState {
  const step = (id: string, category: Category): EditedStep => ({ ...emptyStep([], category), id });
  const way = (from: number, to: number): EditedWay => ({
    from,
    to,
    by: ['assignee', 'supervisor'],
    orderStates: [],
  });
  return {
    baseVersion: 0,
    id: '',
    name: { ru: '', en: '' },
    steps: [step('new', 'TODO'), step('work', 'DOING'), step('done', 'DONE')],
    ways: [way(0, 1), way(1, 2)],
  };
}
