import { Graph, layout } from '@dagrejs/dagre';
import type { Category, ProcessTransition } from '../../../../core/business-process/process.ts';
import type { ProcessDraft } from '../../../../core/business-process/validateProcess.ts';
import type { Language } from '../../../../core/i18n.ts';
import { wrapText } from './wrapText.ts';

/** All lengths are in the drawing's own units, pixels at its natural size. */
export interface DrawnStep {
  id: string;
  category: Category;
  /** Its whole name, of which `lines` may be the beginning. */
  name: string;
  lines: string[];
  /** Of its middle. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An arrow; `label` is empty where both may go. */
export interface DrawnWay {
  path: string;
  label: string[];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Drawing {
  /** Where the picture begins; it begins at 0 from the left. */
  top: number;
  width: number;
  height: number;
  steps: DrawnStep[];
  ways: DrawnWay[];
  /** The dot in front of the first step and its arrow; null where there is no step. */
  start: { x: number; y: number; path: string } | null;
}

const STEP_WIDTH = 154;
const LINE = 18;
const STEP_PADDING = 40;
const LETTERS = 18;
const LABEL_LETTER = 6.4;
const LABEL_LINE = 15;
const MARGIN = 12;
export const START_RADIUS = 6;
const START = '(start)';

interface Point {
  x: number;
  y: number;
}

/**
 * Lays a process out from left to right. A draft with faults is drawn as far as it goes: ways between steps it does not
 * have are left out.
 * @param labelOf what stands on an arrow, line by line.
 */
export function layoutDiagram(
  process: Pick<ProcessDraft, 'steps' | 'transitions'>,
  language: Language,
  labelOf: (transition: ProcessTransition) => string[],
): Drawing {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 36, edgesep: 22, marginx: MARGIN, marginy: MARGIN });
  const steps = process.steps.filter(
    (step, at) => process.steps.findIndex((each) => each.id === step.id) === at,
  );
  const known = new Set(steps.map((step) => step.id));
  const ways = process.transitions.filter((each) => known.has(each.from) && known.has(each.to));
  for (const step of steps) {
    const name = step.name[language] || step.id;
    const lines = wrapText(name, LETTERS, 3);
    graph.setNode(step.id, { name, lines, width: STEP_WIDTH, height: lines.length * LINE + STEP_PADDING });
  }
  ways.forEach((way, index) => {
    const label = labelOf(way);
    const width = Math.max(0, ...label.map((line) => line.length * LABEL_LETTER + 10));
    graph.setEdge(
      way.from,
      way.to,
      { label, width, height: label.length * LABEL_LINE, labelpos: 'c' },
      String(index),
    );
  });
  const first = steps[0];
  if (first) {
    graph.setNode(START, { width: START_RADIUS * 2, height: START_RADIUS * 2 });
    graph.setEdge(START, first.id, { width: 0, height: 0 }, START);
  }
  layout(graph);

  const drawnSteps = steps.map(({ id, category }) => {
    const { x, y, width, height, name, lines } = graph.node(id);
    return { id, category, name, lines, x, y, width, height };
  });
  const drawnWays = ways.map((way, index) => {
    const { points, label, x = 0, y = 0, width, height } = graph.edge(way.from, way.to, String(index));
    return { path: curveThrough(points), label, x, y, width, height, points };
  });
  return {
    // The layout's own size leaves out arrows that go round the outermost steps.
    ...boundsOf([...drawnSteps, ...drawnWays, ...drawnWays.flatMap((way) => way.points)]),
    steps: drawnSteps,
    ways: drawnWays,
    start: first ? drawStart(graph, first.id) : null,
  };
}

/** The height that holds all of these, and where it begins. */
function boundsOf(
  parts: (Point & { width?: number; height?: number })[],
): Pick<Drawing, 'top' | 'width' | 'height'> {
  const halves = parts.map(({ x, y, width = 0, height = 0 }) => ({ x, y, w: width / 2, h: height / 2 }));
  const top = Math.floor(Math.min(0, ...halves.map(({ y, h }) => y - h - MARGIN)));
  const bottom = Math.ceil(Math.max(0, ...halves.map(({ y, h }) => y + h + MARGIN)));
  const right = Math.ceil(Math.max(0, ...halves.map(({ x, w }) => x + w + MARGIN)));
  return { top, width: right, height: bottom - top };
}

function drawStart(graph: Graph, firstId: string): Drawing['start'] {
  const { x, y } = graph.node(START);
  return { x, y, path: curveThrough(graph.edge(START, firstId, START).points) };
}

/** A path that rounds the bends of a line. */
function curveThrough(points: Point[]): string {
  const [first, ...rest] = points;
  const last = rest.pop();
  if (!first || !last) return '';
  const bends = rest.map((bend, index) => {
    const next = rest[index + 1];
    const end = next ? { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 } : last;
    return `Q${at(bend)} ${at(end)}`;
  });
  return [`M${at(first)}`, ...bends, ...(bends.length === 0 ? [`L${at(last)}`] : [])].join(' ');
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
