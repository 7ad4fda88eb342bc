import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import { Conflict, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { mayReach } from '../notification/spending.ts';
import { readPhone } from '../phone.ts';

/** Whether some channel of this process can have a call made. */
export function canDial(ctx: Pick<HouseContext, 'channels'>): boolean {
  return [...ctx.channels.values()].some((channel) => channel.dial !== undefined);
}

/**
 * Has the PBX call a request's customer for an agent: the agent's own telephone rings first. Its steps come back from
 * the PBX and are recorded on the request.
 * @throws {NotFound} when the actor does not see the request; {@link Conflict} when it has no phone or one of a
 *   country not allowed, the agent no extension, or no PBX can dial; {@link Refused} and {@link NoAnswer} as the PBX answers.
 */
export async function dialCustomer(
  ctx: Pick<HouseContext, 'db' | 'channels' | 'config'>,
  actor: Actor,
  requestId: string,
): Promise<void> {
  const request = await ctx.db
    .selectFrom('servicerequest')
    .select('phone')
    .where('id', '=', requestId)
    .where(visibleRequests(actor, 'servicerequest'))
    .executeTakeFirst();
  if (!request) throw new NotFound('servicerequest.not_found', 'There is no such request');
  if (request.phone === null) throw new Conflict('call.no_phone', 'The request has no phone number');
  const { country } = readPhone(request.phone, ctx.config.DEFAULT_COUNTRY);
  if (!mayReach(country, ctx.config))
    throw new Conflict('call.country', 'Numbers of that country are not dialled');
  const agent = await ctx.db
    .selectFrom('user_account')
    .select('extension')
    .where('id', '=', actor.id)
    .executeTakeFirst();
  if (!agent?.extension) throw new Conflict('call.no_extension', 'You have no telephone extension');
  const dialler = [...ctx.channels.values()].find((channel) => channel.dial !== undefined);
  if (!dialler?.dial) throw new Conflict('call.no_dialler', 'No telephone system of ours can dial');
  await dialler.dial({ id: uuid(), extension: agent.extension, phone: request.phone });
  await ctx.db.transaction().execute((trx) =>
    appendEvents(trx, [
      {
        type: 'call.dialled',
        serviceRequestId: requestId,
        actor: actor.id,
        data: { agentExtension: agent.extension },
      },
    ]),
  );
}
