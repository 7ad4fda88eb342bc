import type { Problem } from '../../core/problem.ts';

/** Reads a problem document, sure that it is one. @throws when the response is something else. */
export async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type');
  if (type !== 'application/problem+json')
    throw new Error(`${response.status} ${type} is no problem document`);
  return (await response.json()) as Problem;
}

/** The fields a 400 complains of; empty where it is another status. */
export async function faultyFields(response: Response): Promise<string[]> {
  const problem = await problemOf(response);
  return problem.status === 400 ? (problem.errors ?? []).map((error) => error.field) : [];
}
