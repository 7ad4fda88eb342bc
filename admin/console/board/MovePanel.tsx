import type { Category, ProcessStep } from '../../../core/business-process/process.ts';
import type { IncidentView } from '../../../core/incident/readIncidents.ts';
import type { DirectoryUser } from '../../../core/user/directory.ts';
import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Icon } from '../layout/Icon.tsx';
import { type BoardAddress, queryOf } from './boardQuery.ts';

export interface MoveProps {
  page: Page;
  address: BoardAddress;
  incident: IncidentView;
  stepName: string;
  /** Where the reader may move it; of one column only where he dropped it there. */
  nextSteps: ProcessStep[];
  /** To whom he may hand it over; empty where he has nobody to choose from. */
  people: DirectoryUser[];
  failure: Failure | null;
}

/** Where one card may go: the steps its process allows to the reader and, for a supervisor, to whom. */
export function MovePanel(props: MoveProps) {
  const { page, incident, failure, nextSteps, people } = props;
  const { t } = page;
  return (
    <div class="board-panel">
      <h2 class="board-panel-title">{t('board.move.of', { number: incident.number })}</h2>
      <p class="text-faint wrap-anywhere">
        {incident.customerName ?? incident.customerId}. {t('board.move.now', { step: props.stepName })}
      </p>
      <FailureAlert page={page} failure={failure} class="mt-3" />
      {nextSteps.length > 0 && <StepForm {...props} />}
      {people.length > 0 && <TransferForm {...props} />}
      {nextSteps.length === 0 && people.length === 0 && <p class="mt-3">{t('board.move.none')}</p>}
      <div class="board-panel-foot">
        <a class="text-link" href={`/incidents/${incident.id}`}>
          {t('board.move.card')}
        </a>
      </div>
    </div>
  );
}

function StepForm({ page, address, incident, nextSteps }: MoveProps) {
  const { t, language } = page;
  const onward = nextSteps.filter((step) => step.category !== 'DONE');
  const closing = nextSteps.filter((step) => step.category === 'DONE');
  return (
    <form
      class="board-steps"
      method="post"
      action={`/board/${incident.id}/move?${queryOf(address)}`}
      data-board-form
    >
      <input type="hidden" name="fromStep" value={incident.step} />
      {onward.map((step, index) => (
        <button type="submit" name="step" value={step.id} class="board-choice" autofocus={index === 0}>
          <ColumnMark page={page} category={step.category} />
          <span class="wrap-anywhere">{step.name[language]}</span>
        </button>
      ))}
      {closing.length > 0 && (
        <fieldset class="board-closing">
          <legend class="sr-only">{t('incident.move.closing')}</legend>
          <p>{t('incident.move.consequence', { number: incident.serviceRequestNumber })}</p>
          {closing.map((step) => (
            <button type="submit" name="step" value={step.id} class="board-choice board-choice-done">
              <Icon name="done" />
              <span class="wrap-anywhere">{t('board.move.close', { step: step.name[language] })}</span>
            </button>
          ))}
        </fieldset>
      )}
    </form>
  );
}

function ColumnMark({ page, category }: { page: Page; category: Category }) {
  return <span class={`board-mark board-${category.toLowerCase()}`}>{page.t(`category.${category}`)}</span>;
}

function TransferForm({ page, address, incident, people }: MoveProps) {
  const { t } = page;
  return (
    <form
      class="board-transfer"
      method="post"
      action={`/board/${incident.id}/transfer?${queryOf(address)}`}
      data-board-form
    >
      <input type="hidden" name="fromAssignee" value={incident.assigneeId ?? ''} />
      <label class="field-label" for="board-to">
        {t('board.transfer')}
      </label>
      <div class="board-transfer-row">
        <select id="board-to" name="assigneeId" class="select select-sm" required>
          <option value="">{t('board.transfer.choose')}</option>
          {people.map((person) => (
            <option value={person.id}>{person.name}</option>
          ))}
        </select>
        <button type="submit" class="btn btn-sm">
          {t('board.transfer.do')}
        </button>
      </div>
    </form>
  );
}
