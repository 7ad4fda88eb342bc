import type { Context } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import type { Failure } from '../failure.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import type { IncidentForms } from './forms.ts';
import { IncidentBody, IncidentPage } from './IncidentPage.tsx';
import { loadIncident } from './loadIncident.ts';

/** Answers with an incident's page; in a refused form's place with what was entered, under the refusal's status. */
export type ShowIncident = (
  c: Context<ConsoleEnv>,
  refused?: { failure: Failure; forms?: Partial<IncidentForms> },
) => Promise<Response>;

/** Builds the answer that every form of an incident's page shares. */
export function createShowIncident(
  ctx: Pick<HouseContext, 'db' | 'channels'>,
  options: { pageOf: PageOf },
): ShowIncident {
  return async (c, refused) => {
    const data = await loadIncident(ctx, actorIn(c), idIn(c));
    // A refused form's address is no page to refresh from.
    const page = { ...options.pageOf(c), here: `/incidents/${data.incident.id}` };
    const forms = { transfer: null, ...refused?.forms };
    const props = { ...data, page, failure: refused?.failure ?? null, forms };
    if (wantsPart(c)) return sendPart(c, <IncidentBody {...props} />);
    return sendPage(c, <IncidentPage {...props} />, refused?.failure.status);
  };
}
