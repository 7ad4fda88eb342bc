import { type RawBuilder, sql } from 'kysely';
import type { Search } from './readSearch.ts';

/**
 * SQL condition over `servicerequest`: what a search finds. That the actor sees it is for the caller to add. Every part
 * has an index of its own.
 * @param alias the table's name in the caller's query.
 */
export function matchesRequest(search: Search, alias: string): RawBuilder<boolean> {
  const found = requestsOf(search);
  if (search.incident !== null && search.request === null)
    found.push(sql`select i.servicerequest_id from incident i where i.number = ${search.incident}`);
  if (found.length === 0) return sql<boolean>`false`;
  return among(alias, found);
}

/**
 * SQL condition over `incident`: those of the requests a search finds, and the one of that number.
 * @param alias the table's name in the caller's query.
 */
export function matchesIncident(search: Search, alias: string): RawBuilder<boolean> {
  // The same digits name a request and an incident; here the incident is meant, unless the letters say otherwise.
  const requests = requestsOf(search.incident === null ? search : { ...search, request: null });
  const found = [
    ...(search.incident === null
      ? []
      : [sql`select n.id from incident n where n.number = ${search.incident}`]),
    ...(requests.length === 0
      ? []
      : [sql`select o.id from incident o where o.servicerequest_id = any(array(${all(requests)}))`]),
  ];
  if (found.length === 0) return sql<boolean>`false`;
  return among(alias, found);
}

/** Queries of the ids of requests, one for each part of a search. */
function requestsOf(search: Search): RawBuilder<unknown>[] {
  const { request, phone, phoneTail, words } = search;
  const found: RawBuilder<unknown>[] = [];
  if (request !== null) found.push(sql`select f.id from servicerequest f where f.number = ${request}`);
  if (phone !== null) found.push(sql`select f.id from servicerequest f where f.phone = ${phone}`);
  if (phoneTail !== null) {
    const backwards = `${[...phoneTail].reverse().join('')}%`;
    found.push(
      sql`select f.id from servicerequest f where f.phone is not null and reverse(f.phone) like ${backwards}`,
    );
  }
  // Every word is somewhere in the conversation, not all of them in one message.
  if (words.length > 0) found.push(sql`(${sql.join(words.map(requestsSaying), sql` intersect `)})`);
  return found;
}

/** Requests with a word in their own text or name, in what the customer wrote later, or in what he was answered. */
function requestsSaying(word: string): RawBuilder<unknown> {
  const wanted = query(word);
  return sql`(
    select f.id from servicerequest f where request_words(f.text, f.customer_name) @@ ${wanted}
    union all
    select c.servicerequest_id from contact c
    where c.text is not null and c.servicerequest_id is not null and said_words(c.text) @@ ${wanted}
    union all
    select p.servicerequest_id from reply p where said_words(p.text) @@ ${wanted})`;
}

/** By its stem or as it stands, from its beginning: what is typed half finds, and other cases do. */
function query(word: string): RawBuilder<unknown> {
  const beginning = `'${word}':*`;
  return sql`(to_tsquery('pg_catalog.simple', ${beginning}) || to_tsquery('pg_catalog.russian', ${beginning}))`;
}

/** As an array: the planner, who takes every word for a common one, would read the whole table against a join. */
function among(alias: string, queries: RawBuilder<unknown>[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.id`)} = any(array(${all(queries)}))`;
}

function all(queries: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(queries, sql` union all `);
}
