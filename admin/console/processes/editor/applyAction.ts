import { MOST_STEPS } from '../../../../core/business-process/validateProcess.ts';
import { type EditorState, emptyStep } from './editorState.ts';

/** What a button of the editor asks for, `add` or `up:2`. */
export interface EditorAction {
  kind: 'add' | 'remove' | 'up' | 'down' | 'preview' | 'rebase' | 'publish';
  /** Place of the step it is about. */
  place: number;
}

const ACTION = /^(add|remove|up|down|preview|rebase|publish)(?::(\d{1,3}))?$/;

/** Reads a button's value; anything else redraws the form. */
export function readAction(value: unknown): EditorAction {
  const [, kind, place] = ACTION.exec(typeof value === 'string' ? value : '') ?? [];
  return { kind: (kind ?? 'preview') as EditorAction['kind'], place: Number(place ?? -1) };
}

/** Does to the form what a button asks; ways go with their steps. */
export function applyAction(state: EditorState, { kind, place }: EditorAction): EditorState {
  if (kind === 'add') return addStep(state);
  if (!state.steps[place]) return state;
  if (kind === 'remove') return arrange(state, without(placesOf(state), place));
  if (kind === 'up' || kind === 'down') return arrange(state, moved(placesOf(state), place, kind));
  return state;
}

/** New steps stand before the ends: most are on the way there. */
function addStep(state: EditorState): EditorState {
  if (state.steps.length >= MOST_STEPS) return state;
  const step = emptyStep(
    state.steps.map((each) => each.id),
    'DOING',
  );
  const at = state.steps.findLastIndex((each) => each.category !== 'DONE') + 1;
  const shift = (place: number) => (place >= at ? place + 1 : place);
  return {
    ...state,
    steps: state.steps.toSpliced(at, 0, step),
    ways: state.ways.map((way) => ({ ...way, from: shift(way.from), to: shift(way.to) })),
  };
}

function placesOf(state: EditorState): number[] {
  return state.steps.map((_, place) => place);
}

function without(places: number[], gone: number): number[] {
  return places.filter((place) => place !== gone);
}

function moved(places: number[], place: number, kind: 'up' | 'down'): number[] {
  const to = kind === 'up' ? place - 1 : place + 1;
  return to < 0 || to >= places.length ? places : places.toSpliced(place, 1).toSpliced(to, 0, place);
}

/** @param places old places in their new order; a way loses its step and goes with it. */
function arrange(state: EditorState, places: number[]): EditorState {
  const steps = places.flatMap((place) => state.steps[place] ?? []);
  const ways = state.ways
    .map((way) => ({ ...way, from: places.indexOf(way.from), to: places.indexOf(way.to) }))
    .filter((way) => way.from >= 0 && way.to >= 0);
  return { ...state, steps, ways };
}
