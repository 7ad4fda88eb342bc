import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * Goes to a page as a browser does when a person does: Node's fetch would say that a script asks. Redirects are not
 * followed.
 */
async function navigate(
  url: URL,
  init: Omit<RequestInit, 'headers'> & { headers: Record<string, string> },
): Promise<Response> {
  const { method = 'GET', body } = init;
  const form = body instanceof URLSearchParams ? String(body) : undefined;
  const headers = {
    accept: 'text/html,*/*;q=0.8',
    'sec-fetch-mode': 'navigate',
    ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...init.headers,
  };
  const answer = await new Promise<{ status: number; headers: [string, string][]; body: string }>(
    (resolve, reject) => {
      const asked = request(url, { method, headers }, (incoming) => {
        const all = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        );
        text(incoming).then((body) => {
          resolve({ status: incoming.statusCode ?? 0, headers: all, body });
        }, reject);
      });
      asked.on('error', reject);
      asked.end(form);
    },
  );
  const { status } = answer;
  return new Response(status === 204 || status === 304 ? null : answer.body, {
    status,
    headers: answer.headers,
  });
}

/** As much of a browser as a login needs: a cookie jar that minds paths, redirects, forms. */
export function createBrowser() {
  const cookies = new Map<string, { value: string; path: string }>();

  const remember = (header: string) => {
    const [pair = '', ...attributes] = header.split(/;\s*/);
    const [name = '', value = ''] = pair.split('=');
    const of = (key: string) =>
      attributes.find((part) => part.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const path = of('path') ?? '/';
    const gone = value === '' || new Date(of('expires') ?? '9999').getTime() < Date.now();
    if (gone) cookies.delete(`${name} ${path}`);
    else cookies.set(`${name} ${path}`, { value, path });
  };

  /** Follows redirects until a page or an address at which `stopAt` says to stop. */
  async function visit(
    url: string | URL,
    init: RequestInit = {},
    stopAt: (url: URL) => boolean = () => false,
  ): Promise<{ url: URL; response: Response | undefined }> {
    let target = new URL(url);
    let options = init;
    for (let hop = 0; hop < 10; hop += 1) {
      if (stopAt(target)) return { url: target, response: undefined };
      const { pathname } = target;
      const jar = [...cookies].filter(([, cookie]) => pathname.startsWith(cookie.path));
      const cookie = jar.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ');
      const response = await navigate(target, {
        ...options,
        headers: { ...Object.fromEntries(new Headers(options.headers)), cookie },
      });
      for (const header of response.headers.getSetCookie()) remember(header);
      const location = response.headers.get('location');
      if (!location) return { url: target, response };
      target = new URL(location, target);
      options = {};
    }
    throw new Error('too many redirects');
  }

  /** Sends a form as a browser does. */
  function submit(url: string | URL, fields: Record<string, string>, stopAt?: (url: URL) => boolean) {
    return visit(url, { method: 'POST', body: new URLSearchParams(fields) }, stopAt);
  }

  return { visit, submit, cookies };
}
