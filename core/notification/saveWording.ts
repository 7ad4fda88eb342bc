import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import { Conflict, NotFound } from '../errors.ts';
import { requireManager } from '../setting/requireManager.ts';
import { tellChange } from '../setting/setting.ts';
import { checkWording } from './checkWording.ts';
import type { WordingKey } from './noticeTemplates.ts';
import { isWorded } from './wordedNotices.ts';

type Needs = Pick<HouseContext, 'db' | 'senders'>;

/**
 * Sets the wording of a notice in place of the channel's or the house's own. Notices that go out from now on have it.
 * @param change.baseVersion the version it was made from; 0: there was none.
 * @throws {Forbidden}, {@link NotFound} where no such notice goes out on that channel, {@link InvalidWording} as
 *   {@link checkWording}, {@link Conflict} when somebody has changed it meanwhile.
 */
export async function saveWording(
  ctx: Needs,
  actor: Actor,
  change: WordingKey & { text: string; baseVersion: number },
): Promise<void> {
  requireManager(actor);
  const { template, channel, language, baseVersion } = change;
  requireWorded(ctx, change);
  const values = {
    text: checkWording(template, change.text),
    version: baseVersion + 1,
    updated_at: new Date(),
    updated_by: actor.id,
  };
  await ctx.db.transaction().execute(async (trx) => {
    const row =
      baseVersion === 0
        ? await trx
            .insertInto('notice_template')
            .values({ template, channel, language, ...values })
            .onConflict((conflict) => conflict.doNothing())
            .returning('version')
            .executeTakeFirst()
        : await trx
            .updateTable('notice_template')
            .set(values)
            .where('template', '=', template)
            .where('channel', '=', channel)
            .where('language', '=', language)
            .where('version', '=', baseVersion)
            .returning('version')
            .executeTakeFirst();
    if (!row) throw changedMeanwhile();
    await tellChange(trx, actor, settingOf(change));
  });
}

/**
 * Goes back to the channel's or the house's own wording. Where there is no other it changes nothing.
 * @param change.baseVersion the version that is given up.
 * @throws {Forbidden}, {@link NotFound}, {@link Conflict} when somebody has changed it meanwhile.
 */
export async function resetWording(
  ctx: Needs,
  actor: Actor,
  change: WordingKey & { baseVersion: number },
): Promise<void> {
  requireManager(actor);
  requireWorded(ctx, change);
  await ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('notice_template')
      .select('version')
      .where('template', '=', change.template)
      .where('channel', '=', change.channel)
      .where('language', '=', change.language)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return;
    if (row.version !== change.baseVersion) throw changedMeanwhile();
    await trx
      .deleteFrom('notice_template')
      .where('template', '=', change.template)
      .where('channel', '=', change.channel)
      .where('language', '=', change.language)
      .execute();
    await tellChange(trx, actor, settingOf(change));
  });
}

function requireWorded(ctx: Needs, key: WordingKey): void {
  if (!isWorded(ctx.senders, key)) throw new NotFound('wording.not_found', 'There is no such notice');
}

function changedMeanwhile(): Conflict {
  return new Conflict('setting.changed', 'Somebody else has changed it meanwhile');
}

function settingOf({ template, channel, language }: WordingKey): string {
  return `template:${template}:${channel}:${language}`;
}
