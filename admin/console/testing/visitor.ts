import type { Hono } from 'hono';

/** The console's address in tests. */
export const PUBLIC_URL = 'http://helpdesk.test';

/** As much of a browser as the console needs: cookies, an Origin, forms. Redirects are not followed. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** The page's text. */
  read(path: string, headers?: Record<string, string>): Promise<string>;
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** A form that brings files. */
  postForm(
    path: string,
    fields: Record<string, string | File[]>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  cookies: Map<string, string>;
}

/** A visitor of an app with these cookies. */
export function createVisitor(app: Pick<Hono, 'request'>, cookies: Record<string, string> = {}): Visitor {
  const jar = new Map(Object.entries(cookies));
  const send = async (path: string, init: RequestInit & { headers?: Record<string, string> }) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.request(PUBLIC_URL + path, {
      ...init,
      headers: { accept: 'text/html', cookie, ...init.headers },
    });
    for (const header of response.headers.getSetCookie()) remember(jar, header);
    return response;
  };
  const get: Visitor['get'] = (path, headers) => send(path, { headers });
  return {
    get,
    read: async (path, headers) => (await get(path, headers)).text(),
    post: (path, fields = {}, headers = {}) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: PUBLIC_URL, ...headers },
      }),
    postForm: (path, fields, headers = {}) =>
      send(path, {
        method: 'POST',
        body: toForm(fields),
        headers: { origin: PUBLIC_URL, ...headers },
      }),
    cookies: jar,
  };
}

function toForm(fields: Record<string, string | File[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.append(name, value);
    else for (const file of value) form.append(name, file);
  }
  return form;
}

function remember(jar: Map<string, string>, header: string): void {
  const [pair = ''] = header.split(';');
  const [name = '', value = ''] = pair.split('=');
  if (value === '' || /max-age=0(;|$)/i.test(header)) jar.delete(name);
  else jar.set(name, value);
}
