import type { z } from '@hono/zod-openapi';
import { Problem } from './schemas/problem.ts';

const PROBLEMS = {
  400: 'The request is not valid; `errors` names the fields',
  401: 'No token, or not a valid one',
  403: 'Known, and not allowed',
  404: 'There is no such object, or it is not for your eyes',
  409: 'It is not in the state this needs',
  413: 'The body is longer than 64 KiB',
  415: 'The body is not JSON',
  502: 'An outside system refused',
  503: 'The identity provider, the customer system or the store is away; try again',
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
): { 200: { description: string; content: { 'application/json': { schema: Body } } } } {
  const statuses = [...ALWAYS, ...problems].sort((a, b) => a - b);
  const documents = statuses.map((status) => [
    status,
    { description: PROBLEMS[status], content: { 'application/problem+json': { schema: Problem } } },
  ]);
  return {
    200: { description, content: { 'application/json': { schema } } },
    ...Object.fromEntries(documents),
  };
}
