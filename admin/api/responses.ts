import { z } from '@hono/zod-openapi';
import { Problem } from './schemas/problem.ts';

const PROBLEMS = {
  400: 'The request is not valid; `errors` names the fields',
  401: 'No token, or not a valid one',
  403: 'Known, and not allowed',
  404: 'There is no such object, or it is not for your eyes',
  409: 'It is not in the state this needs',
  412: 'It was changed since you read it',
  413: 'The body is longer than 64 KiB, or than the files a form may bring',
  415: 'The body is not of a media type this takes',
  502: 'An outside system refused',
  503: 'The identity provider, another outside system or the store is away; try again',
} as const;

/** A status a route may answer with instead of its result. */
export type ProblemStatus = keyof typeof PROBLEMS;

/** What every route below /v1 may answer. */
const ALWAYS: ProblemStatus[] = [401, 403, 503];

/**
 * The responses of a route. Only the result is in the type: problems are thrown, never returned by a handler.
 * @param schema of the result.
 * @param description of the result.
 * @param problems beyond those every route may answer with.
 */
export function answers<Body extends z.ZodType>(
  schema: Body,
  description: string,
  problems: ProblemStatus[],
) {
  return { 200: jsonOf(schema, description), ...documents(problems) };
}

/** {@link answers} of a route that makes something: 201 with what was made. */
export function creates<Body extends z.ZodType>(
  schema: Body,
  description: string,
  problems: ProblemStatus[],
) {
  return { 201: jsonOf(schema, description), ...documents(problems) };
}

/** {@link answers} of a route that hands on an order whose outcome comes later: 202 without a body. */
export function accepts(description: string, problems: ProblemStatus[]) {
  return { 202: { description }, ...documents(problems) };
}

/** {@link answers} of a route that has nothing to tell but that it is done: 204. */
export function obeys(description: string, problems: ProblemStatus[]) {
  return { 204: { description }, ...documents(problems) };
}

/** {@link answers} of a route that gives the bytes of a file, in whatever media type the file is. */
export function serves(description: string, problems: ProblemStatus[]) {
  const schema = z.string().openapi({ format: 'binary' });
  return {
    200: { description, content: { 'application/octet-stream': { schema } } },
    ...documents(problems),
  };
}

function jsonOf<Body extends z.ZodType>(schema: Body, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** Typed as nothing, so that handlers need not return them. */
function documents(problems: ProblemStatus[]): Record<never, never> {
  const statuses = [...ALWAYS, ...problems].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: PROBLEMS[status], content: { 'application/problem+json': { schema: Problem } } },
    ]),
  );
}
