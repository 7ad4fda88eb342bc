import { type Context, Hono } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import { Conflict } from '../../../core/errors.ts';
import { areasLike, listAreas } from '../../../core/mass-incident/areas.ts';
import { declareMassIncident, openMassIncident } from '../../../core/mass-incident/openMassIncident.ts';
import { previewDeclaration } from '../../../core/mass-incident/previewDeclaration.ts';
import { getMassIncident } from '../../../core/mass-incident/readMassIncidents.ts';
import { listServices } from '../../../core/service-catalog/readServices.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { ConfirmPage } from './ConfirmPage.tsx';
import { DeclarePage } from './DeclarePage.tsx';
import {
  type AreaChoice,
  type DeclareForm,
  EMPTY,
  readDeclaration,
  readStage,
  readVersion,
} from './forms.ts';
import type { ShowMass } from './routes.tsx';
import { servedName } from './words.ts';

type Ask = Context<ConsoleEnv>;

/** Areas to choose from for a form; `failure` tells whether the one entered was refused as unknown. */
export async function readAreaChoice(
  { db }: Pick<HouseContext, 'db'>,
  form: DeclareForm,
  error?: unknown,
): Promise<AreaChoice> {
  const known = await listAreas(db);
  const isRefused = error instanceof Conflict && error.code === 'massincident.area_unknown';
  return { known, refused: isRefused ? { like: areasLike(known, form.area).slice(0, 5) } : null };
}

/** Declaring a mass incident and accepting a proposed one, each in two steps; under /mass-incidents. */
export function createDeclareRoutes(
  ctx: Pick<HouseContext, 'db'>,
  options: { pageOf: PageOf; show: ShowMass },
): Hono<ConsoleEnv> {
  const { db } = ctx;
  const { pageOf, show } = options;
  const routes = new Hono<ConsoleEnv>();

  const showDeclare = async (c: Ask, form: DeclareForm, error?: unknown) => {
    const failure = error === undefined ? null : toFailure(error);
    const [services, areas] = await Promise.all([
      listServices(db, { active: true }),
      readAreaChoice(ctx, form, error),
    ]);
    const props = { page: pageOf(c), services, form, areas, failure };
    return sendPage(c, <DeclarePage {...props} />, failure?.status);
  };

  routes.get('/new', (c) => showDeclare(c, EMPTY));
  routes.post('/new', async (c) => {
    const body = await c.req.parseBody();
    const form = readDeclaration(body);
    const stage = readStage(body);
    if (stage === 'edit') return showDeclare(c, form);
    const sinceMinutes = form.sinceMinutes === '' ? Number.NaN : Number(form.sinceMinutes);
    const declaration = { ...form, sinceMinutes };
    try {
      if (stage === 'confirmed') {
        const id = await declareMassIncident(ctx, actorIn(c), declaration);
        leaveFlash(c, 'massOpened');
        return c.redirect(`/mass-incidents/${id}`, 303);
      }
      const preview = await previewDeclaration(ctx, actorIn(c), declaration);
      const service = (await listServices(db)).find((each) => each.id === form.serviceId);
      const page = pageOf(c);
      const back = { href: '/mass-incidents', label: page.t('nav.mass-incidents') };
      const serviceName = (page.language === 'ru' ? service?.name : service?.nameEn) ?? form.serviceId;
      const props = { page, back, form, preview, serviceName, version: null };
      return sendPage(c, <ConfirmPage {...props} action="/mass-incidents/new" />);
    } catch (error) {
      return showDeclare(c, form, error);
    }
  });

  routes.post('/:id/open', async (c) => {
    const body = await c.req.parseBody();
    const form = readDeclaration(body);
    const stage = readStage(body);
    const change = { ...form, id: idIn(c), baseVersion: readVersion(body) };
    if (stage === 'edit') return show(c, { form });
    const here = `/mass-incidents/${change.id}`;
    try {
      if (stage === 'confirmed') {
        await openMassIncident(ctx, actorIn(c), change);
        leaveFlash(c, 'massOpened');
        return c.redirect(here, 303);
      }
      const mass = await getMassIncident(db, actorIn(c), change.id);
      if (mass.state !== 'PROPOSED' || mass.version !== change.baseVersion) throw movedOn();
      const page = pageOf(c);
      const preview = await previewDeclaration(ctx, actorIn(c), {
        ...form,
        sinceMinutes: undefined,
        serviceId: mass.serviceId,
        proposedArea: mass.area,
        beganAt: mass.beganAt,
      });
      const back = { href: here, label: mass.number };
      const serviceName = servedName(mass, page.language);
      const props = { page, back, form, preview, serviceName, version: change.baseVersion };
      return sendPage(c, <ConfirmPage {...props} action={`${here}/open`} />);
    } catch (error) {
      return show(c, { error, form });
    }
  });

  return routes;
}

function movedOn(): Conflict {
  return new Conflict('massincident.moved', 'Somebody else has decided on it meanwhile');
}
