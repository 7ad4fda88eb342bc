import type { ProcessDraft } from '../../../../core/business-process/validateProcess.ts';
import type { Page } from '../../env.ts';
import { arrowWords } from '../wayWords.ts';
import { type DrawnStep, type DrawnWay, layoutDiagram, START_RADIUS } from './layoutDiagram.ts';

const LINE = 18;

/**
 * A process drawn: steps in the colours of the board's columns, arrows with who may go. A picture for who sees; the
 * table of transitions beside it says the same in words.
 */
export function Diagram({ page, process }: { page: Page; process: ProcessDraft }) {
  const { t, language } = page;
  const drawing = layoutDiagram(process, language, (transition) => arrowWords(transition, t));
  if (drawing.start === null) return <p class="text-faint">{t('processes.diagram.empty')}</p>;
  const { top, width, height } = drawing;
  const title = t('processes.diagram.title', { name: process.name[language] || process.id });
  return (
    <section class="diagram" tabindex={0} aria-label={title}>
      <svg
        width={width}
        height={height}
        viewBox={`0 ${top} ${width} ${height}`}
        role="img"
        aria-label={title}
      >
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="7.5"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path class="diagram-head" d="M0,0.5 L8,4 L0,7.5 Z" />
          </marker>
        </defs>
        <path class="diagram-way" d={drawing.start.path} marker-end="url(#arrow)" />
        <circle class="diagram-start" cx={drawing.start.x} cy={drawing.start.y} r={START_RADIUS} />
        {drawing.ways.map((way) => (
          <path class="diagram-way" d={way.path} marker-end="url(#arrow)" />
        ))}
        {drawing.ways.map((way) => (
          <Label way={way} />
        ))}
        {drawing.steps.map((step) => (
          <Step step={step} column={t(`category.${step.category}`)} />
        ))}
      </svg>
    </section>
  );
}

function Label({ way }: { way: DrawnWay }) {
  if (way.label.length === 0) return null;
  const top = way.y - way.height / 2;
  return (
    <g class="diagram-label">
      <rect x={way.x - way.width / 2} y={top} width={way.width} height={way.height} rx="4" />
      {way.label.map((line, index) => (
        <text x={way.x} y={top + 11 + index * 15} text-anchor="middle">
          {line}
        </text>
      ))}
    </g>
  );
}

function Step({ step, column }: { step: DrawnStep; column: string }) {
  const top = step.y - step.height / 2;
  return (
    <g class={`diagram-step step-in-${step.category.toLowerCase()}`}>
      <title>{step.name}</title>
      <rect x={step.x - step.width / 2} y={top} width={step.width} height={step.height} rx="8" />
      {step.lines.map((line, index) => (
        <text class="diagram-name" x={step.x} y={top + 22 + index * LINE} text-anchor="middle">
          {line}
        </text>
      ))}
      <text class="diagram-column" x={step.x} y={top + step.height - 11} text-anchor="middle">
        {column}
      </text>
    </g>
  );
}
