import type { Context } from 'hono';
import type { Logger } from 'pino';
import { NotFound } from '../../core/errors.ts';
import { problemResponse, toProblem } from '../../core/problem.ts';
import type { ConsoleEnv, PageOf } from './env.ts';
import { type Fault, FaultPage, type FaultStatus } from './layout/FaultPage.tsx';
import { sendPage } from './layout/render.tsx';

type Handler = (c: Context<ConsoleEnv>) => Response | Promise<Response>;

const SHOWN: FaultStatus[] = [400, 401, 403, 404, 503];
const RETRY_AFTER_SECONDS = '5';

/** Draws the page of a failure, and logs its code: never what was asked, which may name a person. */
export function faultHandler(
  log: Logger,
  pageOf: PageOf,
): (error: Error, c: Context<ConsoleEnv>) => Response | Promise<Response> {
  return (error, c) => {
    const problem = toProblem(error);
    const fault = faultOf(problem.code, problem.status);
    const line = { code: problem.code, status: fault.status, route: c.req.routePath, method: c.req.method };
    if (fault.status >= 500) log.error({ ...line, err: error }, 'page failed');
    else log.warn(line, 'page refused');
    if (!isBrowser(c)) return problemResponse(c, problem);
    if (fault.status === 503) c.header('retry-after', RETRY_AFTER_SECONDS);
    return sendPage(c, <FaultPage page={pageOf(c)} fault={fault} />, fault.status);
  };
}

/** The page for an address that leads nowhere. */
export function notFoundPage(pageOf: PageOf): Handler {
  return (c) => {
    if (!isBrowser(c)) {
      return problemResponse(c, toProblem(new NotFound('page.not_found', 'There is nothing here')));
    }
    return sendPage(c, <FaultPage page={pageOf(c)} fault={{ status: 404, hint: 'fault.404.hint' }} />, 404);
  };
}

/** A program that strays here is answered in its own form. */
function isBrowser(c: Context<ConsoleEnv>): boolean {
  return c.req.header('accept')?.includes('text/html') ?? false;
}

function faultOf(code: string, status: number): Fault {
  if (code === 'login.no_role') return { status: 403, hint: 'fault.403.role', asAnother: true };
  if (code === 'csrf') return { status: 403, hint: 'fault.403.origin' };
  if (code === 'identity.unreachable') return { status: 503, hint: 'fault.503.login' };
  if (code.startsWith('recording.') && status === 502) return { status: 403, hint: 'fault.403.recording' };
  // A refusal or a conflict that no page took up is not the person's fault.
  const shown = SHOWN.find((each) => each === status) ?? (status < 500 ? 400 : 500);
  return { status: shown, hint: `fault.${shown}.hint` };
}
