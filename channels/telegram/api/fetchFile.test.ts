import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import { type BotApi, type Failure, startBotApi } from '../botApi.fixture.ts';
import { openTelegram, TOKEN } from '../open.fixture.ts';

const BYTES = Uint8Array.from({ length: 5000 }, (_, index) => index % 251);
let api: BotApi;
beforeAll(async () => {
  api = await startBotApi();
  api.files.set('F', { path: 'documents/договор №1.pdf', bytes: BYTES });
  api.files.set('announced', { path: 'documents/long', bytes: BYTES, announced: 5000 });
  api.files.set('no path', { bytes: BYTES });
  api.files.set('empty', { path: 'documents/empty', bytes: new Uint8Array() });
});
beforeEach(() => {
  api.calls.length = 0;
});
afterAll(() => api.close());

async function fetchFile(id: string, maxBytes = 10_000, origin = api.origin): Promise<Uint8Array> {
  const { channel } = openTelegram(`${origin}/`);
  if (!channel.fetchAttachment) throw new Error('The channel should fetch files');
  return channel.fetchAttachment(id, maxBytes);
}
const failure = (id: string, maxBytes?: number, origin?: string) =>
  fetchFile(id, maxBytes, origin).then(
    () => expect.fail('It should have failed'),
    (error: unknown) => error,
  );

describe('a file', () => {
  it('is asked for and fetched, whatever its name', async () => {
    expect(Buffer.from(await fetchFile('F')).equals(BYTES)).toBe(true);
    expect(await fetchFile('empty')).toHaveLength(0);
    expect(api.calls.slice(0, 2)).toEqual([
      { method: 'getFile', params: { file_id: 'F' } },
      { method: 'file', params: { path: 'documents/договор №1.pdf' } },
    ]);
  });

  it('of the greatest length taken is taken; a longer one is refused, announced or not', async () => {
    expect(await fetchFile('F', 5000)).toHaveLength(5000);
    expect(await failure('F', 4999)).toMatchObject({ name: 'Refused', code: 'attachment.size' });
    api.calls.length = 0;
    expect(await failure('announced', 4999)).toMatchObject({ name: 'Refused', code: 'attachment.size' });
    expect(api.callsOf('file')).toEqual([]);
  });

  it('that Telegram does not give is refused', async () => {
    api.failNext('getFile', { status: 400, description: 'Bad Request: file is too big' });
    expect(await failure('F')).toMatchObject({ name: 'Refused', code: 'telegram.refused', status: 400 });
    expect(await failure('no path')).toMatchObject({ name: 'Refused', code: 'telegram.no-file' });
    api.failNext('file', { status: 404 });
    expect(await failure('F')).toMatchObject({ name: 'Refused', code: 'telegram.no-file' });
  });

  it('is asked for again later after 429 in the time asked for, 5xx, and without an answer', async () => {
    const slow = { status: 429, parameters: { retry_after: 7 } };
    for (const method of ['getFile', 'file']) {
      api.failNext(method, slow);
      expect(await failure('F')).toMatchObject({ name: 'NoAnswer', retryAfterMs: 7000 });
      const others: Failure[] = [{ status: 500 }, 'page', 'cut'];
      for (const other of others) {
        api.failNext(method, other);
        expect(await failure('F')).toBeInstanceOf(NoAnswer);
      }
    }
  });

  it('fails without telling its link, which carries the token', async () => {
    const closed = await startBotApi();
    await closed.close();
    const errors = [await failure('F', 10), await failure('F', 10, closed.origin)];
    for (const [method, fault] of [
      ['file', 'cut'],
      ['file', { status: 404 }],
      ['file', { status: 403 }],
      ['getFile', { status: 400 }],
    ] as const) {
      api.failNext(method, fault);
      errors.push(await failure('F'));
    }
    expect(errors.filter((error) => error instanceof Refused || error instanceof NoAnswer)).toHaveLength(6);
    for (const error of errors) {
      const told = `${JSON.stringify(error)} ${(error as Error).stack} ${String((error as Error).cause)}`;
      expect(told).not.toContain(TOKEN);
      expect(told).not.toMatch(/dev-token|documents/);
    }
  });
});
