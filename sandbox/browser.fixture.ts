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
      const response = await fetch(target, {
        ...options,
        redirect: 'manual',
        headers: { ...options.headers, cookie },
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
