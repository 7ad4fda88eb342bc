/**
 * oidc-provider 9.13 calls `URL.parse`, which Node has from 22.1. On Node 20 this puts the standard's own
 * definition in its place (url.spec.whatwg.org, "URL.parse"): the parsed address, or null for a malformed one.
 */
if (!('parse' in URL)) {
  Object.defineProperty(URL, 'parse', {
    configurable: true,
    writable: true,
    value: (url: string, base?: string) => (URL.canParse(url, base) ? new URL(url, base) : null),
  });
}
