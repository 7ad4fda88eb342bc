import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Bilingual } from '../../../core/business-process/process.ts';
import type { HouseContext } from '../../../core/context.ts';
import { closeMassIncident } from '../../../core/mass-incident/closeMassIncident.ts';
import { dismissMassIncident } from '../../../core/mass-incident/dismissMassIncident.ts';
import {
  getMassIncident,
  listMassIncidents,
  listMassRequests,
} from '../../../core/mass-incident/readMassIncidents.ts';
import { readProposals } from '../../../core/mass-incident/readProposals.ts';
import { readSpikeSettings, saveSpikeSettings } from '../../../core/mass-incident/settings.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { type Failure, toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { createCorrectRoutes } from './correctRoutes.tsx';
import { createDeclareRoutes, readAreaChoice } from './declareRoutes.tsx';
import {
  type AreaChoice,
  type DeclareForm,
  proposalForm,
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

/** What was sent, to be shown again: with why it was refused, or to be changed. */
interface Sent {
  error?: unknown;
  form?: DeclareForm;
  resolution?: Bilingual;
}
/** Answers with a mass incident's page, in place of what was sent with that. */
export type ShowMass = (c: Context<ConsoleEnv>, sent?: Sent) => Promise<Response>;

const NO_AREAS: AreaChoice = { known: [], refused: null };

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
    const proposals = await readProposals(db, actorIn(c));
    return sendPart(c, <AlertWords page={pageOf(c)} {...proposals} />);
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

  const show: ShowMass = async (c, sent) => {
    const actor = actorIn(c);
    const failure = sent?.error === undefined ? null : toFailure(sent.error);
    const mass = await getMassIncident(db, actor, idIn(c));
    const { cursor } = querySchema.parse(c.req.query());
    const form = sent?.form ?? proposalForm(mass);
    const props = {
      // A refused form's address is no page to refresh from.
      page: sent ? { ...pageOf(c), here: `/mass-incidents/${mass.id}` } : pageOf(c),
      mass,
      requests: await listMassRequests(db, actor, mass, { limit: DEFAULT_LIMIT, cursor }),
      further: cursor !== undefined,
      form,
      areas: mass.state === 'PROPOSED' ? await readAreaChoice(ctx, form, sent?.error) : NO_AREAS,
      resolution: {
        value: sent?.resolution ?? { ru: '', en: '' },
        opened: sent?.resolution !== undefined,
      },
      failure,
    };
    if (wantsPart(c)) return sendPart(c, <MassBody {...props} />);
    return sendPage(c, <MassPage {...props} />, failure?.status);
  };
  routes.route('/', createDeclareRoutes(ctx, { pageOf, show }));
  routes.get('/:id', (c) => show(c));

  routes.post('/:id/dismiss', async (c) => {
    const body = await c.req.parseBody();
    try {
      await dismissMassIncident(ctx, actorIn(c), { id: idIn(c), baseVersion: readVersion(body) });
    } catch (error) {
      return show(c, { error });
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
      return show(c, { error, resolution });
    }
    leaveFlash(c, 'massClosing');
    return c.redirect(`/mass-incidents/${idIn(c)}`, 303);
  });

  routes.route('/', createCorrectRoutes(ctx, options));
  return routes;
}
