import type { BusinessProcess, ProcessStep } from '../../../core/business-process/process.ts';
import type { StoredEvent } from '../../../core/events.ts';
import type { IncidentView } from '../../../core/incident/readIncidents.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Markdown } from '../processes/Markdown.tsx';

/**
 * The steps of the process in its own order: those passed are ticked, the present one tells what to do. A closed
 * incident has no present step: it passed its last one.
 */
export function Steps(props: {
  page: Page;
  process: BusinessProcess;
  incident: IncidentView;
  events: StoredEvent[];
}) {
  const { page, process, incident } = props;
  const open = incident.closedAt === null;
  const passed = new Set(
    props.events
      .filter(({ type }) => type === 'incident.moved' || type === 'incident.closed')
      .map(({ data }) => data.from),
  );
  // One that was unlinked stands in its last step without having been worked to it.
  if (!open && !incident.unlinked) passed.add(incident.step);
  return (
    <ol class="steps-list">
      {process.steps.map((step) => (
        <Step
          page={page}
          step={step}
          state={open && step.id === incident.step ? 'current' : passed.has(step.id) ? 'passed' : 'ahead'}
        />
      ))}
    </ol>
  );
}

function Step({
  page,
  step,
  state,
}: {
  page: Page;
  step: ProcessStep;
  state: 'current' | 'passed' | 'ahead';
}) {
  const { t, language } = page;
  return (
    <li class={`step-line step-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
      <span class="step-mark">{state === 'passed' && <Icon name="done" class="size-3" />}</span>
      <div class="min-w-0">
        <p class="step-name">
          <span class="wrap-anywhere">{step.name[language]}</span>
          <span class="step-category">{t(`category.${step.category}`)}</span>
          {state !== 'ahead' && <span class="sr-only">{t(`incident.step.${state}`)}</span>}
        </p>
        {state === 'current' && <Markdown text={step.narrative[language]} />}
      </div>
    </li>
  );
}
