import { openCti } from '../open.fixture.ts';

/** The channel, and how a PBX of Zammad's form posts to it. */
export function openZammad() {
  const { deps, ask } = openCti();
  const post = (body: string | FormData, type?: string, token = 'dev-cti') =>
    ask(`/${token}`, { method: 'POST', body, headers: type ? { 'content-type': type } : {} });
  const postJson = (body: unknown, token?: string) => post(JSON.stringify(body), 'application/json', token);
  return { deps, post, postJson };
}
