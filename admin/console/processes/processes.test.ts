import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareProcesses } from '../../../core/business-process/compareProcesses.ts';
import { testProcess } from '../../../core/business-process/process.fixture.ts';
import { publishProcess } from '../../../core/business-process/publishProcess.ts';
import { readNewestProcess } from '../../../core/business-process/readProcess.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import { type EditorState, newProcess, stateOf } from './editor/editorState.ts';

const SYSTEM = { kind: 'service' as const, id: 'test', roles: [] };
let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
});
afterAll(() => house.close());

/** The fields a browser would send for a form in this state. */
function fieldsOf(state: EditorState): Record<string, string> {
  const bilingual = (name: string, { ru, en }: { ru: string; en: string }) => ({
    [`${name}-ru`]: ru,
    [`${name}-en`]: en,
  });
  return {
    baseVersion: String(state.baseVersion),
    id: state.id,
    steps: String(state.steps.length),
    ...bilingual('name', state.name),
    ...Object.assign(
      {},
      ...state.steps.map((step, place) => ({
        [`id-${place}`]: step.id,
        [`category-${place}`]: step.category,
        ...bilingual(`name-${place}`, step.name),
        ...bilingual(`narrative-${place}`, step.narrative),
      })),
      ...state.ways.map(({ from, to, by, orderStates: [state] }) => ({
        ...Object.fromEntries(by.map((mover) => [`way-${from}-${to}-${mover}`, 'on'])),
        ...(state !== undefined && { [`order-${from}-${to}`]: state }),
      })),
    ),
  };
}

const stateFrom = async (id: string) => {
  const process = await readNewestProcess(house.db, id);
  if (!process) throw new Error(`no process ${id}`);
  return stateOf(process);
};

describe('the dictionary of processes', () => {
  it('is browsed by everybody, in both languages, with a picture that words stand beside', async () => {
    const anna = await house.visit('anna');
    const list = await anna.read('/processes');
    expect(list).toContain('Устранение неисправности');
    expect(list).not.toContain('/processes/new');
    const page = await anna.read('/processes/fault');
    expect(page).toMatch(/<svg[^>]*role="img"[^>]*aria-label="Схема процесса «Устранение неисправности»"/);
    expect(page).toContain('<td data-label="С шага">Новый</td><td data-label="На шаг">Диагностика</td>');
    expect(page).toContain('выполнен, не выполнен, выполнен частично');
    expect(page).toContain('Нет доступа в интернет');
    expect(page).not.toContain('/processes/fault/edit');
    anna.cookies.set('lang', 'en');
    expect(await anna.read('/processes/fault?version=1')).toContain('This is not the newest version');
    expect((await anna.get('/processes/none')).status).toBe(404);
    expect((await anna.get('/processes/fault?version=99')).status).toBe(404);
  });

  it('draws Markdown, and shows markup as it is written', async () => {
    const process = testProcess({ id: 'marked' });
    const [first] = process.steps;
    if (first)
      first.narrative = { ru: '**Важно** <script>alert(1)</script> [x](javascript:alert(1))', en: 'x' };
    await publishProcess(house.db, SYSTEM, { process, baseVersion: 0 });
    const page = await (await house.visit('anna')).read('/processes/marked');
    expect(page).toContain('<strong>Важно</strong> &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('javascript:');
  });
});

describe('the editor of a process', () => {
  it('is for supervisors', async () => {
    const anna = await house.visit('anna');
    for (const path of ['/processes/new', '/processes/fault/edit']) {
      expect((await anna.get(path)).status).toBe(403);
      expect((await anna.post(path, fieldsOf(newProcess()))).status).toBe(403);
    }
  });

  it('keeps all that is typed while steps are added, moved and taken away', async () => {
    const vera = await house.visit('vera');
    const state = await stateFrom('fault');
    const typed = { ...fieldsOf(state), 'name-1-ru': 'Разбираемся "быстро"' };
    const act = async (action: string) =>
      (await vera.post('/processes/fault/edit', { ...typed, action })).text();
    const added = await act('add');
    expect(added).toContain('name="steps" value="6"');
    expect(added).toContain('Разбираемся &quot;быстро&quot;');
    // It stands before the end, and the way to the end has moved with it.
    expect(added).toMatch(/name="id-4"[^>]*value="step-6"/);
    expect(added).toMatch(/name="way-1-5-assignee"[^>]*checked/);
    expect(added).toMatch(/name="name-4-ru"[^>]*autofocus|autofocus[^>]*name="name-4-ru"/);
    const moved = await act('down:0');
    expect(moved).toMatch(/name="id-0"[^>]*value="diagnose"/);
    expect(moved).toMatch(/name="way-1-0-assignee"[^>]*checked/);
    const removed = await act('remove:2');
    expect(removed).toContain('name="steps" value="4"');
    expect(removed).not.toContain('value="customer"');
    expect((await readNewestProcess(house.db, 'fault'))?.version).toBe(2);
  });

  it('shows each fault beside its field, and publishes nothing', async () => {
    const vera = await house.visit('vera');
    const state = await stateFrom('fault');
    const fields = { ...fieldsOf(state), 'name-1-en': ' ', action: 'publish' };
    for (const field of Object.keys(fields))
      if (field.startsWith('way-1-')) Reflect.deleteProperty(fields, field);
    const response = await vera.post('/processes/fault/edit', fields);
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain('Так опубликовать нельзя');
    expect(page).toMatch(/id="name-1-en"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="name-1-en"/);
    expect(page).toContain('<p class="field-fault" id="fault-name-1-en">заполните.</p>');
    expect(page).toContain('id="fault-step-1">с этого шага нельзя дойти до «Готово».');
    expect((await readNewestProcess(house.db, 'fault'))?.version).toBe(2);
  });

  it('publishes, tells who was faster, and lets him go on from the newest', async () => {
    const [vera, dina] = [await house.visit('vera'), await house.visit('dina')];
    const state = await stateFrom('question');
    const renamed = (ru: string, baseVersion = state.baseVersion) => ({
      ...fieldsOf({ ...state, baseVersion, name: { ru, en: 'x' } }),
    });
    const first = await vera.post('/processes/question/edit', { ...renamed('Верин'), action: 'publish' });
    expect(first.headers.get('location')).toBe('/processes/question');
    const second = await dina.post('/processes/question/edit', { ...renamed('Динин'), action: 'publish' });
    expect(second.status).toBe(409);
    const page = await second.text();
    expect(page).toContain('опубликовал кто-то другой');
    expect(page).toContain('value="Динин"');
    expect(page).toContain('value="rebase"');
    const rebased = await dina.post('/processes/question/edit', { ...renamed('Динин'), action: 'rebase' });
    const again = await rebased.text();
    expect(again).toContain('name="baseVersion" value="2"');
    expect(again).toContain('Название процесса изменено');
    const third = await dina.post('/processes/question/edit', { ...renamed('Динин', 2), action: 'publish' });
    expect(third.status).toBe(303);
    expect(await readNewestProcess(house.db, 'question')).toMatchObject({
      version: 3,
      name: { ru: 'Динин' },
    });
    const history = await vera.read('/processes/question');
    expect(history).toContain('Версия 3');
    expect(history).toContain('Дина Морозова');
  });

  it('makes a new process', async () => {
    const vera = await house.visit('vera');
    const { id: _, ...rest } = testProcess();
    const draft = { ...rest, id: 'fresh', version: 0 };
    const sent = await vera.post('/processes/new', { ...fieldsOf(stateOf(draft)), action: 'publish' });
    expect(sent.headers.get('location')).toBe('/processes/fresh');
    const stored = await readNewestProcess(house.db, 'fresh');
    expect(stored?.steps).toEqual(rest.steps);
    expect(stored && compareProcesses(draft, stored)).toEqual([]);
    const taken = await vera.post('/processes/new', { ...fieldsOf(stateOf(draft)), action: 'publish' });
    expect(taken.status).toBe(409);
    expect(await taken.text()).toContain('Процесс с таким кодом уже есть');
  });
});
