import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import { NoAnswer, NotFound, Refused } from '../errors.ts';
import { type RecordingSource, sourceOf } from './recordingSources.ts';

type Needs = Pick<HouseContext, 'db' | 'config'>;

/** A recording on its way through us. */
export interface Recording {
  mimeType: string;
  /** Bytes, where the source tells. */
  length: string | null;
  body: ReadableStream<Uint8Array>;
}

const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 3;

/**
 * Opens a call's recording at the PBX that keeps it. Only sources of the allow-list are asked, on every redirect too:
 * the URL came from outside and could point anywhere inside our network.
 * @throws {NotFound} when the actor sees no such call or it has no recording; {@link Refused} when its source is not
 *   allowed or gives no audio; {@link NoAnswer} when the source is away.
 */
export async function fetchRecording(ctx: Needs, actor: Actor, callId: string): Promise<Recording> {
  let url = await readUrl(ctx, actor, callId);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const source = sourceOf(url, ctx.config.RECORDING_SOURCES);
    if (!source) throw new Refused('recording.source', 'recordings from there are not allowed');
    const response = await ask(url, source);
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null) return open(response);
    await response.body?.cancel();
    if (!URL.canParse(next, url))
      throw new Refused('recording.source', 'recordings from there are not allowed');
    url = new URL(next, url).href;
  }
  throw new Refused('recording.redirects', 'the source sends from place to place');
}

async function readUrl(ctx: Needs, actor: Actor, callId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('call')
    .leftJoin('contact as c', (join) =>
      join
        .onRef('c.channel', '=', 'call.channel')
        .onRef('c.account', '=', 'call.account')
        .onRef('c.external_id', '=', 'call.call_id'),
    )
    .innerJoin('servicerequest as r', (join) =>
      join.on(sql<boolean>`r.id = coalesce(call.servicerequest_id, c.servicerequest_id)`),
    )
    .select('call.recording_url')
    .where('call.id', '=', callId)
    .where(visibleRequests(actor, 'r'))
    .executeTakeFirst();
  if (!row?.recording_url) throw new NotFound('recording.not_found', 'There is no such recording');
  return row.recording_url;
}

/** The login goes to the source it belongs to and nowhere else. */
async function ask(url: string, source: RecordingSource): Promise<Response> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), TIMEOUT_MS);
  try {
    return await fetch(url, {
      redirect: 'manual',
      // Compressed, its announced length would not be that of what we pass on.
      headers: {
        'accept-encoding': 'identity',
        ...(source.authorization !== null && { authorization: source.authorization }),
      },
      signal: giveUp.signal,
    });
  } catch {
    throw new NoAnswer('recording.no_answer', 'the source of the recording does not answer');
  } finally {
    clearTimeout(timer);
  }
}

async function open(response: Response): Promise<Recording> {
  const mimeType = (response.headers.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
  const isAudio = mimeType.startsWith('audio/') || mimeType === 'application/octet-stream';
  if (response.ok && isAudio && response.body) {
    const shown = mimeType.startsWith('audio/') ? mimeType : 'audio/mpeg';
    return {
      mimeType: shown,
      length: response.headers.has('content-encoding') ? null : response.headers.get('content-length'),
      body: response.body,
    };
  }
  await response.body?.cancel();
  if (response.status >= 500) throw new NoAnswer('recording.no_answer', 'the source of the recording failed');
  throw new Refused('recording.refused', 'the source gives no recording', { status: response.status });
}
