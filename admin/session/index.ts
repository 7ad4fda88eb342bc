export { createConfirm } from './confirm.ts';
export { createSessionCookies, type SessionCookies } from './cookies.ts';
export { loadPerson, requireOwnOrigin, requirePerson } from './guard.ts';
export { pageHeaders } from './headers.ts';
export { actorOf, type Person, type SessionEnv } from './person.ts';
export { createSessionRoutes } from './routes.ts';
export { createSession } from './sessions.ts';
