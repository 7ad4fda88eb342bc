import { type Context, Hono } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import { Conflict } from '../../../core/errors.ts';
import { correctMassIncident } from '../../../core/mass-incident/correctMassIncident.ts';
import { getMassIncident } from '../../../core/mass-incident/readMassIncidents.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { CorrectPage, type CorrectPageProps } from './CorrectPage.tsx';
import { correctionForm, readCorrection, readVersion } from './forms.ts';

type Ask = Context<ConsoleEnv>;
type Refused = Pick<CorrectPageProps, 'form' | 'overtaken'> & {
  failure: NonNullable<CorrectPageProps['failure']>;
};

/** Correcting what is told of an open mass incident; under /mass-incidents. */
export function createCorrectRoutes(
  ctx: Pick<HouseContext, 'db'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  const show = async (c: Ask, refused?: Refused) => {
    const mass = await getMassIncident(ctx.db, actorIn(c), idIn(c));
    const card = `/mass-incidents/${mass.id}`;
    if (mass.state !== 'OPEN' && !refused) return c.redirect(card, 303);
    const state = refused ?? { form: correctionForm(mass), overtaken: false, failure: null };
    const page = { ...options.pageOf(c), here: `${card}/edit` };
    return sendPage(c, <CorrectPage page={page} mass={mass} {...state} />, refused?.failure.status);
  };

  routes.get('/:id/edit', (c) => show(c));
  routes.post('/:id/edit', async (c) => {
    const body = await c.req.parseBody();
    const form = readCorrection(body);
    const change = { ...form, id: idIn(c), baseVersion: readVersion(body) };
    try {
      const told = await correctMassIncident(ctx, actorIn(c), change);
      leaveFlash(c, told > 0 ? 'massRetold' : 'massCorrected');
    } catch (error) {
      return show(c, { form, overtaken: error instanceof Conflict, failure: toFailure(error) });
    }
    return c.redirect(`/mass-incidents/${change.id}`, 303);
  });
  return routes;
}
