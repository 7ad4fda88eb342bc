import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Bilingual } from '../../../core/business-process/process.ts';
import type { HouseContext } from '../../../core/context.ts';
import { closeMassIncident } from '../../../core/mass-incident/closeMassIncident.ts';
import { dismissMassIncident } from '../../../core/mass-incident/dismissMassIncident.ts';
import { declareMassIncident, openMassIncident } from '../../../core/mass-incident/openMassIncident.ts';
import {
  getMassIncident,
  listMassIncidents,
  listMassRequests,
} from '../../../core/mass-incident/readMassIncidents.ts';
import { readSpikeSettings, saveSpikeSettings } from '../../../core/mass-incident/settings.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import { listServices } from '../../../core/service-catalog/readServices.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { type Failure, toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { DeclarePage } from './DeclarePage.tsx';
import {
  type DeclareForm,
  EMPTY,
  proposalForm,
  readDeclaration,
  readResolution,
  readSettings,
  readVersion,
} from './forms.ts';
import { MassList, MassListPage, TABS, type Tab } from './ListPage.tsx';
import { AlertWords } from './MassIncidentAlert.tsx';
import { MassBody, MassPage } from './MassPage.tsx';
import { SpikeSettingsPage } from './SettingsPage.tsx';

type Ask = Context<ConsoleEnv>;

const STATES = {
  current: ['PROPOSED', 'OPEN', 'CLOSING'],
  past: ['CLOSED', 'DISMISSED'],
} as const;
const querySchema = z.object({
  tab: z.enum(TABS).catch('current'),
  cursor: z.string().optional().catch(undefined),
});

/** What was sent and refused, to be shown again. */
interface Refused {
  failure: Failure;
  form?: DeclareForm;
  resolution?: Bilingual;
}

/** Pages under /mass-incidents. */
export function createMassIncidentPages(
  ctx: Pick<HouseContext, 'db'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const { db } = ctx;
  const { pageOf } = options;
  const routes = new Hono<ConsoleEnv>();
  const list = (c: Ask, tab: Tab, cursor?: string) =>
    listMassIncidents(db, actorIn(c), { states: [...STATES[tab]] }, { limit: DEFAULT_LIMIT, cursor });

  routes.get('/', async (c) => {
    const { tab, cursor } = querySchema.parse(c.req.query());
    const props = {
      page: pageOf(c),
      tab,
      further: cursor !== undefined,
      list: await list(c, tab, cursor),
    };
    return wantsPart(c) ? sendPart(c, <MassList {...props} oob />) : sendPage(c, <MassListPage {...props} />);
  });

  routes.get('/alert', async (c) => {
    const filter = { states: ['PROPOSED' as const] };
    const { items } = await listMassIncidents(db, actorIn(c), filter, { limit: DEFAULT_LIMIT });
    const only = items.length === 1 ? (items[0]?.id ?? null) : null;
    return sendPart(c, <AlertWords page={pageOf(c)} count={items.length} only={only} />);
  });

  const showSettings = async (c: Ask, refused?: Failure, typed?: ReturnType<typeof readSettings>) => {
    const stored = await readSpikeSettings(db);
    const settings = { ...stored, ...typed, version: stored.version };
    const page = <SpikeSettingsPage page={pageOf(c)} settings={settings} failure={refused ?? null} />;
    return sendPage(c, page, refused?.status);
  };
  routes.get('/settings', (c) => showSettings(c));
  routes.post('/settings', async (c) => {
    const change = readSettings(await c.req.parseBody());
    try {
      await saveSpikeSettings(db, actorIn(c), change);
    } catch (error) {
      return showSettings(c, toFailure(error), change);
    }
    leaveFlash(c, 'saved');
    return c.redirect('/mass-incidents', 303);
  });

  const showDeclare = async (c: Ask, form: DeclareForm, refused?: Failure) => {
    const services = await listServices(db, { active: true });
    const props = { page: pageOf(c), services, form, failure: refused ?? null };
    return sendPage(c, <DeclarePage {...props} />, refused?.status);
  };
  routes.get('/new', (c) => showDeclare(c, EMPTY));
  routes.post('/new', async (c) => {
    const form = readDeclaration(await c.req.parseBody());
    try {
      const sinceMinutes = form.sinceMinutes === '' ? Number.NaN : Number(form.sinceMinutes);
      const id = await declareMassIncident(ctx, actorIn(c), { ...form, sinceMinutes });
      leaveFlash(c, 'massOpened');
      return c.redirect(`/mass-incidents/${id}`, 303);
    } catch (error) {
      return showDeclare(c, form, toFailure(error));
    }
  });

  const show = async (c: Ask, refused?: Refused) => {
    const actor = actorIn(c);
    const mass = await getMassIncident(db, actor, idIn(c));
    const { cursor } = querySchema.parse(c.req.query());
    const props = {
      // A refused form's address is no page to refresh from.
      page: refused ? { ...pageOf(c), here: `/mass-incidents/${mass.id}` } : pageOf(c),
      mass,
      requests: await listMassRequests(db, actor, mass, { limit: DEFAULT_LIMIT, cursor }),
      further: cursor !== undefined,
      form: refused?.form ?? proposalForm(mass),
      resolution: {
        value: refused?.resolution ?? { ru: '', en: '' },
        opened: refused?.resolution !== undefined,
      },
      failure: refused?.failure ?? null,
    };
    if (wantsPart(c)) return sendPart(c, <MassBody {...props} />);
    return sendPage(c, <MassPage {...props} />, refused?.failure.status);
  };
  routes.get('/:id', (c) => show(c));

  routes.post('/:id/open', async (c) => {
    const body = await c.req.parseBody();
    const form = readDeclaration(body);
    try {
      const change = { ...form, id: idIn(c), baseVersion: readVersion(body) };
      await openMassIncident(ctx, actorIn(c), change);
    } catch (error) {
      return show(c, { failure: toFailure(error), form });
    }
    leaveFlash(c, 'massOpened');
    return c.redirect(`/mass-incidents/${idIn(c)}`, 303);
  });

  routes.post('/:id/dismiss', async (c) => {
    const body = await c.req.parseBody();
    try {
      await dismissMassIncident(ctx, actorIn(c), { id: idIn(c), baseVersion: readVersion(body) });
    } catch (error) {
      return show(c, { failure: toFailure(error) });
    }
    leaveFlash(c, 'massDismissed');
    return c.redirect('/mass-incidents', 303);
  });

  routes.post('/:id/close', async (c) => {
    const body = await c.req.parseBody();
    const resolution = readResolution(body);
    try {
      const change = { id: idIn(c), baseVersion: readVersion(body), resolution };
      await closeMassIncident(ctx, actorIn(c), change);
    } catch (error) {
      return show(c, { failure: toFailure(error), resolution });
    }
    leaveFlash(c, 'massClosing');
    return c.redirect(`/mass-incidents/${idIn(c)}`, 303);
  });

  return routes;
}
