import { type RawBuilder, sql } from 'kysely';
import { isEmptySearch, type Search } from './readSearch.ts';

/**
 * SQL condition over `servicerequest`: what a search finds. That the actor sees it is for the caller to add. Every part
 * has an index of its own.
 * @param alias the table's name in the caller's query.
 */
export function matchesRequest(search: Search, alias: string): RawBuilder<boolean> {
  if (isEmptySearch(search)) return sql<boolean>`false`;
  const parts = ofRequest(search, alias);
  if (search.incident !== null && search.request === null) {
    const byIncident = sql`select i.servicerequest_id from incident i where i.number = ${search.incident}`;
    parts.push(sql<boolean>`${sql.ref(`${alias}.id`)} in (${byIncident})`);
  }
  return either(parts);
}

/**
 * SQL condition over `incident`: those of the requests a search finds, and the one of that number.
 * @param alias the table's name in the caller's query.
 */
export function matchesIncident(search: Search, alias: string): RawBuilder<boolean> {
  const id = sql.ref(`${alias}.id`);
  const byNumber = sql`select n.id from incident n where n.number = ${search.incident}`;
  // The same digits name a request and an incident; here the incident is meant, unless the letters say otherwise.
  const parts = ofRequest(search.incident === null ? search : { ...search, request: null }, 'f');
  if (parts.length === 0) {
    return search.incident === null ? sql<boolean>`false` : sql<boolean>`${id} in (${byNumber})`;
  }
  const byRequest = sql`
    select o.id from incident o where o.servicerequest_id in (select f.id from servicerequest f where ${either(parts)})`;
  if (search.incident === null) return sql<boolean>`${id} in (${byRequest})`;
  return sql<boolean>`${id} in (${byNumber} union all ${byRequest})`;
}

function ofRequest(search: Search, alias: string): RawBuilder<boolean>[] {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const parts: RawBuilder<boolean>[] = [];
  if (search.request !== null) parts.push(sql<boolean>`${column('number')} = ${search.request}`);
  if (search.phone !== null) parts.push(sql<boolean>`${column('phone')} = ${search.phone}`);
  if (search.phoneTail !== null) {
    const backwards = [...search.phoneTail].reverse().join('');
    parts.push(
      sql<boolean>`(${column('phone')} is not null and reverse(${column('phone')}) like ${`${backwards}%`})`,
    );
  }
  if (search.words.length > 0) {
    const said = sql`request_words(${column('text')}, ${column('customer_name')})`;
    parts.push(sql<boolean>`${said} @@ ${query(search.words)}`);
  }
  return parts;
}

/** Every word by its stem or as it stands, each from its beginning: what is typed half finds, and other cases do. */
function query(words: string[]): RawBuilder<unknown> {
  const each = words.map((word) => {
    const beginning = `'${word}':*`;
    return sql`(to_tsquery('pg_catalog.simple', ${beginning}) || to_tsquery('pg_catalog.russian', ${beginning}))`;
  });
  return sql`(${sql.join(each, sql` && `)})`;
}

function either(parts: RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(parts, sql` or `)})`;
}
