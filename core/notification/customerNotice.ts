import type { Choice } from '../channel.ts';
import { ratingChoice, serviceChoice } from '../contact/choice.ts';
import type { Trx } from '../db/db.ts';
import { appendEvents, type StoredEvent } from '../events.ts';
import { reaches } from '../identity/rung.ts';
import { listServices } from '../service-catalog/readServices.ts';
import type { CloseReason } from '../service-request/status.ts';
import { wasToldOfMerge } from './mergeNotices.ts';
import type { NotifiedRequest } from './notifiedRequest.ts';
import { outageCorrected, outageEnded, outageToTell } from './outageNotices.ts';
import { customerRoute, type NoticePolicy, type Route } from './policy.ts';
import { helloInWords, type Template } from './texts.ts';

/** A notice as it is planned. */
export interface PlannedNotice extends Route {
  template: Template;
  params: Record<string, string>;
  choices: Choice[];
}

/** Closings a customer is not told of: nobody is there, or another request tells him. */
const SILENT = ['SPAM', 'DUPLICATE'];
/** More than a person reads through. */
const LONGEST_MENU = 20;
const STARS = [1, 2, 3, 4, 5];

/**
 * What the customer hears of an event: registered, asked for his phone or for the service, replied to, closed,
 * going on as another or by itself again, part of a mass incident.
 * @returns undefined where he hears nothing, or cannot be reached.
 */
export async function customerNotice(
  trx: Trx,
  event: StoredEvent,
  request: NotifiedRequest,
  policy: NoticePolicy,
): Promise<PlannedNotice | undefined> {
  const route = customerRoute(request, policy);
  if (!route) return undefined;
  const { number } = request;
  const notice = (template: Template, params: Record<string, string> = {}, choices: Choice[] = []) => ({
    ...route,
    template,
    params: { number, ...params },
    choices,
  });
  switch (event.type) {
    case 'servicerequest.opened': {
      if (request.phone === null) return notice('registeredAskPhone');
      const hello = greeting(request, policy);
      const menu = await askService(trx, event, request, route, policy);
      if (menu) return notice('registeredAskService', { hello }, menu);
      const outage = await outageToTell(trx, request);
      return outage ? notice('registeredOutage', { hello, ...outage }) : notice('registered', { hello });
    }
    case 'servicerequest.attached': {
      const outage = await outageToTell(trx, request);
      return outage && notice('outageTold', outage);
    }
    case 'servicerequest.outage_corrected': {
      const outage = await outageCorrected(trx, request);
      return outage && notice('outageCorrected', outage);
    }
    case 'servicerequest.triaged': {
      const menu = await askService(trx, event, request, route, policy);
      return menu && notice('askService', {}, menu);
    }
    case 'servicerequest.replied': {
      const reply = await readReply(trx, event);
      return reply && notice(reply.kind, { text: reply.text });
    }
    case 'servicerequest.closed': {
      if (SILENT.includes(event.data.reason as CloseReason)) return undefined;
      const buttons = policy.senders.get(route.channel)?.choices === 'buttons';
      const stars = STARS.map((each) => ({ id: ratingChoice(request.id, each), label: `${each} ★` }));
      const choices = buttons ? stars : [];
      const outage = event.data.massIncidentId === undefined ? undefined : outageEnded(request);
      return outage ? notice('outageClosed', outage, choices) : notice('closed', {}, choices);
    }
    case 'servicerequest.merged': {
      // The one that goes on hears nothing: for its customer nothing has changed.
      if (typeof event.data.into !== 'string') return undefined;
      return notice('merged', { into: String(event.data.number) });
    }
    case 'servicerequest.unmerged': {
      if (typeof event.data.into !== 'string') return undefined;
      const into = String(event.data.number);
      return (await wasToldOfMerge(trx, request.id, into)) ? notice('unmerged', { into }) : undefined;
    }
    default:
      return undefined;
  }
}

/** His name is the customer system's knowledge: told only to whom we know well enough to be him. */
function greeting(request: NotifiedRequest, policy: NoticePolicy): string {
  const { customer_name: name, rung, language } = request;
  return name !== null && reaches(rung, policy.disclosureRung) ? helloInWords(name, language) : '';
}

/**
 * The services to choose from, asked once for a request and only where the person can answer.
 * @returns undefined when there is nothing to ask.
 */
async function askService(
  trx: Trx,
  event: StoredEvent,
  request: NotifiedRequest,
  route: Route,
  policy: NoticePolicy,
): Promise<Choice[] | undefined> {
  const outbound = policy.senders.get(route.channel);
  const waits = request.status === 'TRIAGE' && request.triage_reasons.includes('SERVICE_UNKNOWN');
  if (!waits || request.menu !== null || route.channel !== request.channel) return undefined;
  if (!outbound || outbound.choices === 'none') return undefined;
  const services = (await listServices(trx, { active: true })).slice(0, LONGEST_MENU);
  if (services.length === 0) return undefined;
  const asked = await trx
    .updateTable('servicerequest')
    .set({ menu: services.map((service) => service.id) })
    .where('id', '=', request.id)
    .where('menu', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!asked) return undefined;
  await appendEvents(trx, [
    { type: 'servicerequest.asked', serviceRequestId: request.id, data: { afterEvent: event.id } },
  ]);
  return services.map((service) => ({
    id: serviceChoice(service.id),
    label: request.language === 'ru' ? service.name : service.nameEn,
  }));
}

async function readReply(trx: Trx, event: StoredEvent) {
  return trx
    .selectFrom('reply')
    .select(['kind', 'text'])
    .where('id', '=', String(event.data.replyId))
    .executeTakeFirst();
}
