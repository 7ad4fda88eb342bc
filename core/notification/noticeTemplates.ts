import type { Db } from '../db/db.ts';
import type { Language } from '../i18n.ts';
import type { Template } from './texts.ts';

/** Which wording: of a template, on a channel, in a language. */
export interface WordingKey {
  template: Template;
  /** Name of a channel that can send; `email` is one more. */
  channel: string;
  language: Language;
}

/** A wording that supervisors have set in place of the channel's or the house's own. */
export interface Wording extends WordingKey {
  /** With its placeholders, e.g. `{{number}}`. */
  text: string;
  version: number;
  updatedAt: Date;
  /** User id or client id. */
  updatedBy: string;
  /** Null where the directory's mirror has no such person. */
  updatedByName: string | null;
}

/** The supervisors' wording of one notice; null where they have set none. Read for each notice: an edit counts at once. */
export async function readWording(db: Db, key: WordingKey): Promise<string | null> {
  const row = await db
    .selectFrom('notice_template')
    .select('text')
    .where('template', '=', key.template)
    .where('channel', '=', key.channel)
    .where('language', '=', key.language)
    .executeTakeFirst();
  return row?.text ?? null;
}

/** Every wording supervisors have set; a page or two at the most. */
export async function listWordings(db: Db): Promise<Wording[]> {
  const rows = await db
    .selectFrom('notice_template as t')
    .leftJoin('user_account as u', 'u.id', 't.updated_by')
    .select([
      't.template',
      't.channel',
      't.language',
      't.text',
      't.version',
      't.updated_at as updatedAt',
      't.updated_by as updatedBy',
      'u.name as updatedByName',
    ])
    .orderBy('t.template')
    .orderBy('t.channel')
    .orderBy('t.language')
    .execute();
  return rows.map((row) => ({ ...row, template: row.template as Template }));
}
