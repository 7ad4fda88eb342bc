import { type Context, Hono } from 'hono';
import { publishProcess } from '../../../../core/business-process/publishProcess.ts';
import { readNewestProcess, readProcess } from '../../../../core/business-process/readProcess.ts';
import { validateProcess } from '../../../../core/business-process/validateProcess.ts';
import type { HouseContext } from '../../../../core/context.ts';
import { NotFound } from '../../../../core/errors.ts';
import type { ConsoleEnv, PageOf } from '../../env.ts';
import { toFailure } from '../../failure.ts';
import { leaveFlash } from '../../layout/flash.ts';
import { sendPage } from '../../layout/render.tsx';
import { actorIn } from '../../readInput.ts';
import { requireSupervisor } from '../../requireSupervisor.ts';
import { applyAction, readAction } from './applyAction.ts';
import { EditorPage, type EditorProps } from './EditorPage.tsx';
import { draftOf, type EditorState, newProcess, stateOf } from './editorState.ts';
import { readEditor } from './readEditor.ts';

type Ask = Context<ConsoleEnv>;
type Answer = Partial<Pick<EditorProps, 'faults' | 'failure' | 'focus' | 'dirty'>>;

/** The editor of processes: /new and /:id/edit. For supervisors; the verb asks again. */
export function createEditorRoutes(
  ctx: Pick<HouseContext, 'db'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.use('/new', requireSupervisor);
  routes.use('/:id/edit', requireSupervisor);

  const show = async (c: Ask, state: EditorState, answer: Answer = {}) => {
    const { faults = [], failure = null, focus = null, dirty = false } = answer;
    const id = c.req.param('id');
    const newest = id === undefined ? undefined : await readNewestProcess(ctx.db, id);
    if (id !== undefined && !newest) throw new NotFound('process.not_found', 'There is no such process');
    const base = newest && ((await readProcess(ctx.db, newest.id, state.baseVersion)) ?? newest);
    const newer = newest && newest.version > state.baseVersion ? newest.version : null;
    const props = { page: options.pageOf(c), state, base, newer, faults, failure, focus, dirty };
    return sendPage(c, <EditorPage {...props} />, failure?.status ?? (faults.length > 0 ? 400 : 200));
  };

  const act = async (c: Ask) => {
    const form = await c.req.formData();
    const typed = readEditor(form);
    const id = c.req.param('id');
    const state = id === undefined ? typed : { ...typed, id };
    const action = readAction(form.get('action'));
    if (action.kind === 'rebase' && id !== undefined) {
      const newest = await readNewestProcess(ctx.db, id);
      return show(c, { ...state, baseVersion: newest?.version ?? state.baseVersion }, { dirty: true });
    }
    if (action.kind !== 'publish') {
      const next = applyAction(state, action);
      const added = next.steps.findIndex((step) => !state.steps.includes(step));
      return show(c, next, { focus: added === -1 ? null : added, dirty: true });
    }
    return publish(c, state);
  };

  const publish = async (c: Ask, state: EditorState) => {
    const process = draftOf(state);
    const faults = validateProcess(process);
    if (faults.length > 0) return show(c, state, { faults, dirty: true });
    try {
      const published = await publishProcess(ctx.db, actorIn(c), { process, baseVersion: state.baseVersion });
      leaveFlash(c, 'published');
      return c.redirect(`/processes/${encodeURIComponent(published.id)}`, 303);
    } catch (error) {
      return show(c, state, { failure: toFailure(error), dirty: true });
    }
  };

  routes.get('/new', (c) => show(c, newProcess()));
  routes.post('/new', act);
  routes.get('/:id/edit', async (c) => {
    const newest = await readNewestProcess(ctx.db, c.req.param('id'));
    if (!newest) throw new NotFound('process.not_found', 'There is no such process');
    return show(c, stateOf(newest));
  });
  routes.post('/:id/edit', act);
  return routes;
}
