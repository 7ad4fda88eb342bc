import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Bilingual } from '../business-process/process.ts';
import type { HouseContext } from '../context.ts';
import { requireService } from '../service-request/requireKnown.ts';
import { requireManager } from '../setting/requireManager.ts';
import { sameArea } from './areas.ts';
import { checkDeclaration, checkSince, type Declaration } from './checkWords.ts';

/** What declaring would do now. */
export interface DeclarationPreview {
  title: string;
  told: Bilingual;
  /** As it is written on the customers' cards; null: everywhere. */
  area: string | null;
  /** Open requests that would attach at once. */
  requests: number;
  /** Whose they are: who would be written to. */
  customers: number;
}

/**
 * What declaring or accepting a mass incident would do at this moment; it changes nothing.
 * @param declaration.beganAt open requests since then attach; absent: since `sinceMinutes` ago.
 * @throws {Forbidden}, {@link Invalid} naming `serviceId`, `title`, `told`, `area` or `sinceMinutes`, {@link Conflict}
 *   when the area is not known and not said to be meant.
 */
export async function previewDeclaration(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  declaration: Declaration & { serviceId: string; beganAt?: Date; sinceMinutes?: number | undefined },
): Promise<DeclarationPreview> {
  requireManager(actor);
  const { serviceId } = declaration;
  await requireService(ctx.db, serviceId);
  const { title, told, area } = await checkDeclaration(ctx.db, declaration);
  const beganAt = declaration.beganAt ?? checkSince(declaration.sinceMinutes);
  const { rows } = await sql<{ requests: number; customers: number }>`
    select count(*)::int as requests,
      count(distinct coalesce(r.customer_id, r.phone, concat_ws(' ', r.channel, r.account, r.address)))::int as customers
    from servicerequest r
    where r.service_id = ${serviceId} and r.created_at >= ${beganAt} and r.status <> 'CLOSED'
      and r.mass_incident_id is null
      and (${area}::text is null or ${sameArea(sql`r.area`, sql`${area}::text`)})`.execute(ctx.db);
  const { requests = 0, customers = 0 } = rows[0] ?? {};
  return { title, told, area, requests, customers };
}
