import { createHash, createHmac } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { Unauthenticated } from '../../core/errors.ts';
import { mediaType } from './readBody.ts';
import { sameSecret } from './secret.ts';

/** Form parameters by name; a list where a name came more than once. */
type Params = Record<string, string | string[]>;

/**
 * The signature Twilio puts on a request.
 * @param token the account's auth token.
 * @param url the address Twilio called, byte for byte.
 * @param params the form it posted; empty for GET and JSON.
 * @returns base64, as it stands in `X-Twilio-Signature`.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function twilioSignature(token: string, url: string, params: Params): string {
  const signed = Object.keys(params)
    .sort()
    .flatMap((name) => [...new Set([params[name] ?? []].flat())].sort().map((value) => name + value));
  return createHmac('sha1', token)
    .update(url + signed.join(''), 'utf8')
    .digest('base64');
}

/**
 * A middleware that lets a request on only when Twilio signed it. It reads the body, which stays readable, so
 * {@link limitBody} must stand before it.
 * @param authToken the account's auth token.
 * @param publicUrl our own address as Twilio knows it, no trailing slash; behind a proxy the request's own differs.
 * @throws {Unauthenticated} when the signature is absent or wrong, or the body is not the one that was signed.
 */
export function requireTwilioSignature(authToken: string, publicUrl: string): MiddlewareHandler {
  return async (c, next) => {
    const params = await signedParams(c);
    const given = c.req.header('x-twilio-signature');
    const signed = (url: string) => sameSecret(given, twilioSignature(authToken, url, params));
    if (!calledAs(publicUrl, c.req.url).some(signed)) refuse();
    await next();
  };
}

/** The form, which is signed itself; of any other body its hash is signed, standing in the query. */
async function signedParams(c: Context): Promise<Params> {
  if (c.req.method === 'GET') return {};
  const body = Buffer.from(await c.req.arrayBuffer());
  if (mediaType(c) === 'application/x-www-form-urlencoded') return formParams(body.toString('utf8'));
  const hash = createHash('sha256').update(body).digest('hex');
  if (!sameSecret(c.req.query('bodySHA256')?.toLowerCase(), hash)) refuse();
  return {};
}

function formParams(body: string): Params {
  const form = new URLSearchParams(body);
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]));
}

const ADDRESS = /^([a-z]+:\/\/)([^/?]*?)(:\d+)?((?:[/?].*)?)$/is;

/** What Twilio may have called: it signs the address with its port or without, by product and scheme. */
function calledAs(publicUrl: string, requestUrl: string): string[] {
  const [, scheme = '', host = '', port, folder = ''] = ADDRESS.exec(publicUrl) ?? [];
  const [, , , , below = ''] = ADDRESS.exec(requestUrl) ?? [];
  const standard = scheme.toLowerCase() === 'https://' ? ':443' : ':80';
  return [host, host + (port ?? standard)].map((each) => scheme + each + folder + below);
}

function refuse(): never {
  throw new Unauthenticated('channel.secret', 'The signature is absent or wrong');
}
