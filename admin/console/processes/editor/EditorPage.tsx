import { compareProcesses } from '../../../../core/business-process/compareProcesses.ts';
import type { BusinessProcess } from '../../../../core/business-process/process.ts';
import type { ProcessFault } from '../../../../core/business-process/processFault.ts';
import { LONGEST_NAME } from '../../../../core/business-process/validateProcess.ts';
import type { Page } from '../../env.ts';
import type { Failure } from '../../failure.ts';
import { Alert } from '../../layout/Alert.tsx';
import { BackLink } from '../../layout/BackLink.tsx';
import { FailureAlert } from '../../layout/FailureAlert.tsx';
import { Layout } from '../../layout/Layout.tsx';
import { Changes } from '../Changes.tsx';
import { Diagram } from '../diagram/Diagram.tsx';
import { draftOf, type EditorState } from './editorState.ts';
import { BilingualField, type FaultsOf, FieldFaults, faultAttributes } from './Fields.tsx';
import { faultWords, fieldOf, placedFault } from './faultWords.ts';
import { OrderWays } from './OrderWays.tsx';
import { StepFields } from './StepFields.tsx';
import { WayMatrix } from './WayMatrix.tsx';

export interface EditorProps {
  page: Page;
  state: EditorState;
  /** The version that is edited; undefined: a new process. */
  base: BusinessProcess | undefined;
  /** Shown once somebody has tried to publish. */
  faults: ProcessFault[];
  failure: Failure | null;
  /** A newer version than the one edited, where there is one. */
  newer: number | null;
  /** Place of the step that was just added. */
  focus: number | null;
  /** True where what is typed is not published yet. */
  dirty: boolean;
}

/** The editor of a process: a form that keeps what is typed through every one of its buttons. */
export function EditorPage(props: EditorProps) {
  const { page, state, base, failure } = props;
  const { t } = page;
  const title = base
    ? t('processes.editor.title', { name: base.name[page.language] })
    : t('processes.editor.new');
  const home = base ? `/processes/${encodeURIComponent(base.id)}` : '/processes';
  return (
    <Layout
      page={page}
      title={title}
      section="processes"
      failed={failure !== null || props.faults.length > 0}
      scripts={['processes.js']}
    >
      <BackLink href={home} label={base ? base.name[page.language] : t('processes.title')} />
      <div class="card-head">
        <h1 class="wrap-anywhere">{title}</h1>
      </div>
      <Answers {...props} />
      <form
        method="post"
        action={base ? `${home}/edit` : '/processes/new'}
        enctype="multipart/form-data"
        class="editor"
        data-unsaved={props.dirty ? 'yes' : 'no'}
      >
        {/* What Enter in a field does: the first button of a form is its own. */}
        <button type="submit" name="action" value="preview" class="sr-only" tabindex={-1}>
          {t('processes.editor.preview')}
        </button>
        <input type="hidden" name="baseVersion" value={String(state.baseVersion)} autocomplete="off" />
        <input type="hidden" name="steps" value={String(state.steps.length)} autocomplete="off" />
        <EditorFields {...props} />
      </form>
    </Layout>
  );
}

function Answers({ page, state, failure, faults, newer }: EditorProps) {
  const { t } = page;
  return (
    <>
      <FailureAlert page={page} failure={failure} />
      {faults.length > 0 && (
        <Alert tone="error" class="mb-4" title={t('processes.editor.faults')} answer>
          <ul class="fault-list">
            {faults.map((fault) => (
              <li>
                <a href={`#${fieldOf(fault, state)}`}>{placedFault(fault, state, page)}</a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {newer !== null && !failure && (
        <Alert tone="warning" class="mb-4">
          {t('processes.editor.newer', { version: newer })}
        </Alert>
      )}
    </>
  );
}

function EditorFields(props: EditorProps) {
  const { page, state, base } = props;
  const { t } = page;
  const faultsOf: FaultsOf = (field) =>
    props.faults.filter((fault) => fieldOf(fault, state) === field).map((fault) => faultWords(fault, t));
  const draft = draftOf(state);
  return (
    <>
      <section class="panel" aria-labelledby="about">
        <h2 id="about" class="panel-title">
          {t('processes.editor.about')}
        </h2>
        <div class="form-stack">
          {base ? (
            <input type="hidden" name="id" value={state.id} />
          ) : (
            <IdField {...props} faultsOf={faultsOf} />
          )}
          <BilingualField
            page={page}
            name="name"
            label={t('processes.name')}
            value={state.name}
            limit={LONGEST_NAME}
            faultsOf={faultsOf}
          />
        </div>
      </section>
      <section class="panel" id="preview" aria-labelledby="diagram">
        <h2 id="diagram" class="panel-title">
          {t('processes.diagram')}
        </h2>
        <Diagram page={page} process={draft} />
        <p class="text-faint mt-2 text-xs">{t('processes.diagram.legend')}</p>
      </section>
      <section class="panel" id="steps" aria-labelledby="steps-title">
        <h2 id="steps-title" class="panel-title">
          {t('processes.steps')}
        </h2>
        <p class="text-faint mb-3">{t('processes.editor.steps.hint')}</p>
        <FieldFaults field="steps" faultsOf={faultsOf} />
        {state.steps.map((_, place) => (
          <StepFields
            page={page}
            state={state}
            place={place}
            focused={place === props.focus}
            faultsOf={faultsOf}
          />
        ))}
        <button type="submit" name="action" value="add" class="btn">
          {t('processes.step.add')}
        </button>
      </section>
      <section class="panel" id="transitions" aria-labelledby="ways">
        <h2 id="ways" class="panel-title">
          {t('processes.transitions')}
        </h2>
        <p class="text-faint mb-3">{t('processes.matrix.hint')}</p>
        <WayMatrix page={page} state={state} faultsOf={faultsOf} />
        <h3 class="field-label mt-4 mb-2">{t('processes.order')}</h3>
        <OrderWays page={page} state={state} />
      </section>
      {base && (
        <section class="panel" aria-labelledby="changes">
          <h2 id="changes" class="panel-title">
            {t('processes.changes', { version: base.version })}
          </h2>
          <Changes page={page} changes={compareProcesses(base, draft)} versions={[draft, base]} />
        </section>
      )}
      <PublishBar {...props} />
    </>
  );
}

function IdField({ page, state, faultsOf }: EditorProps & { faultsOf: FaultsOf }) {
  const { t } = page;
  return (
    <label class="field">
      <span class="field-label">{t('processes.id')}</span>
      <input
        type="text"
        class="entry mono-entry max-w-md"
        name="id"
        id="id"
        value={state.id}
        maxlength={40}
        autocomplete="off"
        spellcheck={false}
        {...faultAttributes('id', faultsOf)}
      />
      <span class="text-faint text-xs">{t('processes.id.hint')}</span>
      <FieldFaults field="id" faultsOf={faultsOf} />
    </label>
  );
}

function PublishBar({ page, state, newer }: EditorProps) {
  const { t } = page;
  return (
    <div class="publish-bar">
      {newer === null ? (
        <button type="submit" name="action" value="publish" class="btn btn-primary">
          {t('processes.editor.publish', { version: state.baseVersion + 1 })}
        </button>
      ) : (
        <button type="submit" name="action" value="rebase" class="btn btn-primary">
          {t('processes.editor.rebase', { version: newer })}
        </button>
      )}
      <button type="submit" name="action" value="preview" class="btn">
        {t('processes.editor.preview')}
      </button>
      <p class="text-faint min-w-0 flex-1 basis-48 text-xs">{t('processes.editor.promise')}</p>
    </div>
  );
}
