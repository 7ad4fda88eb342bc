import { sql } from 'kysely';
import type { Trx } from '../db/db.ts';
import type { EventType, StoredEvent } from '../events.ts';
import { HOUSE_LANGUAGE } from '../i18n.ts';
import type { CloseReason } from '../service-request/status.ts';
import type { PlannedNotice } from './customerNotice.ts';
import type { NotifiedRequest } from './notifiedRequest.ts';
import type { NoticePolicy } from './policy.ts';
import { reasonInWords, type Template } from './texts.ts';

const NOBODY = '—';
/** What is said of a term. */
const OF_TERMS: Partial<Record<EventType, Template>> = {
  'sla.warned': 'managerSlaWarned',
  'sla.breached': 'managerSlaBreached',
  'sla.answer_warned': 'managerAnswerWarned',
  'sla.answer_breached': 'managerAnswerBreached',
};

/**
 * What managers are mailed of an event: the assignee's that his request is closed, that its term or that of its first
 * answer is near its end or has passed; those of everybody who worked on it that a mass incident is over, once and not for each of its requests.
 * @param request what the event is about; undefined for a mass incident.
 * @returns one for each manager; none where no mail can be sent.
 */
export async function managerNotices(
  trx: Trx,
  event: StoredEvent,
  request: NotifiedRequest | undefined,
  policy: NoticePolicy,
): Promise<PlannedNotice[]> {
  if (!policy.senders.has('email')) return [];
  const mail = (template: Template, params: Record<string, string>) => (address: string) => ({
    channel: 'email',
    account: null,
    address,
    thread: null,
    template,
    params,
    choices: [],
  });
  if (event.type === 'massincident.closed') {
    const ended = await readEnded(trx, String(event.data.massIncidentId));
    return ended ? ended.addresses.map(mail('managerMassClosed', ended.params)) : [];
  }
  if (!request) return [];
  const { number } = request;
  const assignee = request.assignee_name ?? NOBODY;
  const incident = request.incident_number ?? NOBODY;
  if (event.type === 'servicerequest.closed') {
    // One of many that a mass incident closes: it is told of as one.
    if (event.data.massIncidentId !== undefined) return [];
    const reason = reasonInWords(event.data.reason as CloseReason, HOUSE_LANGUAGE);
    const addresses = await readManagers(trx, request, event.incidentId);
    return addresses.map(mail('managerClosed', { number, reason, incident, assignee }));
  }
  const template = OF_TERMS[event.type];
  if (template === undefined) return [];
  const due = dueInWords(String(event.data.dueAt), policy.timeZone);
  const addresses = await readManagers(trx, request, event.incidentId);
  return addresses.map(mail(template, { number, incident, assignee, due }));
}

/** The assignee's manager; of what nobody has, or somebody without one, those of its work group. */
async function readManagers(
  trx: Trx,
  request: NotifiedRequest,
  incidentId: string | null,
): Promise<string[]> {
  if (request.manager_email !== null) return [request.manager_email];
  return incidentId === null ? [] : readSupervisors(trx, incidentId);
}

/** The managers of a work group's agents; where it has none, every supervisor: who sees what nobody has. */
async function readSupervisors(trx: Trx, incidentId: string): Promise<string[]> {
  const { rows } = await sql<{ email: string; ofGroup: boolean }>`
    select m.email, exists (
      select 1 from incident i join user_account u on u.work_group_ids @> array[i.work_group_id]
      where i.id = ${incidentId} and u.manager_id = m.id and u.active) as "ofGroup"
    from user_account m
    where m.active and m.email is not null and m.roles @> array['Supervisor']
    order by m.email`.execute(trx);
  const ofGroup = rows.filter((row) => row.ofGroup);
  return [...new Set((ofGroup.length > 0 ? ofGroup : rows).map((row) => row.email))];
}

async function readEnded(trx: Trx, massIncidentId: string) {
  const mass = await trx
    .selectFrom('mass_incident as m')
    .select(['m.number', 'm.title', 'm.resolution', 'm.closed_by'])
    .select(({ selectFrom, fn }) =>
      selectFrom('servicerequest as r')
        .select(fn.countAll<string>().as('count'))
        .whereRef('r.mass_incident_id', '=', 'm.id')
        .where('r.merged_into', 'is', null)
        .as('count'),
    )
    .where('m.id', '=', massIncidentId)
    .executeTakeFirst();
  if (!mass) return undefined;
  const { rows } = await sql<{ email: string }>`
    select distinct m.email from servicerequest r
      join incident i on i.servicerequest_id = r.id
      join user_account u on u.id = i.assignee_id
      join user_account m on m.id = u.manager_id
    where r.mass_incident_id = ${massIncidentId} and m.email is not null
    union select email from user_account where id = ${mass.closed_by} and email is not null`.execute(trx);
  const params = {
    number: mass.number,
    title: mass.title,
    text: mass.resolution?.[HOUSE_LANGUAGE] ?? '',
    count: String(mass.count ?? 0),
  };
  return { addresses: rows.map((row) => row.email), params };
}

/** `12 мая, 14:03` by the house's clock. */
function dueInWords(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat(HOUSE_LANGUAGE, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at));
}
