import { openCti } from '../open.fixture.ts';
import { sign } from './signature.ts';

export const keys = { apiKey: 'test-key', salt: 'test-salt' };

/** The channel, and how Mango posts to it: the signature stands on the text. */
export function openMango() {
  const opened = openCti({ MANGO_API_KEY: keys.apiKey, MANGO_API_SALT: keys.salt });
  const postText = (path: string, json: string, changes: Record<string, string> = {}) =>
    opened.postForm(`/dev-cti/mango${path}`, {
      vpbx_api_key: keys.apiKey,
      sign: sign(keys, json),
      json,
      ...changes,
    });
  const post = (path: string, value: unknown) => postText(path, JSON.stringify(value));
  return { ...opened, post, postText };
}
