/** Who may come to a door of the house. Anna has the card, Vera is her supervisor. */
export const PERSONAS = ['visitor', 'roleless', 'anna', 'boris', 'gleb', 'vera', 'dina'] as const;
export type Persona = (typeof PERSONAS)[number];

/** What a test made for one visit, by kind: the ids and names that addresses and forms are filled with. */
export interface Made {
  /** A request under way, Anna's by its incident. */
  requestId: string;
  incidentId: string;
  /** A request that waits in triage. */
  triageId: string;
  [name: string]: string;
}

/** Who is let through a route: the personas; everybody else gets the refusal. */
export interface Rule {
  allowed: readonly Persona[];
  /** What a person with a role who is not allowed gets: 403 he may know of it, 404 he may not. */
  refusal: 403 | 404;
  /** Who of them sees it all the same, and is told 403. */
  told?: readonly Persona[];
}

const PEOPLE = ['anna', 'boris', 'gleb', 'vera', 'dina'] as const;

/** Nobody is asked who he is. */
export const anybody: Rule = { allowed: PERSONAS, refusal: 404 };
/** Everybody who works here. */
export const people: Rule = { allowed: PEOPLE, refusal: 403 };
/** Supervisors; agents are told that it is not theirs. */
export const supervisors: Rule = { allowed: ['vera', 'dina'], refusal: 403 };
/** Who has the card and the supervisor of his department; for others there is no such card. */
export const holders: Rule = { allowed: ['anna', 'vera'], refusal: 404 };

/** Who may take what nobody has: an agent of its work group; supervisors see it and work on none. */
export const takers: Rule = { allowed: ['anna'], refusal: 404, told: ['vera', 'dina'] };

/** One route of the house and who may pass it. */
export interface Row {
  rule: Rule;
  /** Fills the parts of the path, e.g. `{ id: made.incidentId }`. */
  path?(made: Made): Record<string, string>;
  /** What is sent: fields of a form, or the body of an API call. */
  body?(made: Made): Record<string, unknown>;
  /** Text that follows the path, from `?` on. */
  query?: string;
  /** The guard stands before the form, so that a form that cannot be read proves that one came past it. */
  guarded?: boolean;
  /** It is no whole page but a part of one, a file or a step to somewhere else. */
  part?: boolean;
}

/**
 * What a visit must answer: `passed`, or the status of a refusal.
 * @param api whether it is the API, which sends nobody to a login.
 */
export function expected(rule: Rule, persona: Persona, api: boolean): 'passed' | number {
  if (rule.allowed.includes(persona)) return 'passed';
  if (persona === 'visitor') return api ? 401 : 303;
  return persona === 'roleless' || rule.told?.includes(persona) ? 403 : rule.refusal;
}

/**
 * Whether an answer says that one was let through: it worked, or the state of things was against it. A 400 proves
 * nothing, for it may come before anybody asks who it is: the row must send what is right, unless it is `guarded`.
 */
export function outcome(response: Response, method: string, row: Row): 'passed' | number {
  const { status } = response;
  const toLogin = response.headers.get('location')?.startsWith('/auth/login');
  if (toLogin) return 303;
  // Who sees it no more is told so on the list: nothing was done, and nothing of it is told.
  if (response.headers.getSetCookie().some((cookie) => cookie.startsWith('flash=incidentGone'))) return 404;
  const known = row.guarded ? [400, 409, 412, 428] : [409, 412, 428];
  const fine = status < 400 || (method !== 'GET' && known.includes(status));
  return fine ? 'passed' : status;
}

/** The address of a route for one visit. @throws when the row does not fill a part of it. */
export function addressOf(path: string, row: Row, made: Made): string {
  const parts = row.path?.(made) ?? {};
  const filled = path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => {
    const value = parts[name];
    if (value === undefined) throw new Error(`the row of ${path} does not say what :${name} is`);
    return encodeURIComponent(value);
  });
  return filled + (row.query ?? '');
}
