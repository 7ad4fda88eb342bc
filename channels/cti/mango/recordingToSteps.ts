import type { JsonObject } from '../../../core/json.ts';
import { occurredAt } from '../steps/occurredAt.ts';
import type { Step } from '../steps/takeSteps.ts';
import { ACCOUNT } from './legToSteps.ts';
import { readRecording } from './readLeg.ts';
import { type MangoKeys, signRecording } from './signature.ts';

/** How long the address of a recording holds. Mango leaves it to us; the house reads it whenever it is asked. */
const HOLDS_SECONDS = 3 * 365 * 24 * 3600;

/**
 * Says what `events/recording` and `events/record/added` mean: once the recording lies in the cloud, where. The
 * address is signed for {@link HOLDS_SECONDS} from the notice's own time, so that a notice told twice gives one.
 * Whoever has the address may listen: it belongs in the store, and on no page.
 * @param keys sign the address.
 * @param root of their API, no trailing slash.
 * @param now our clock, for what carries no time.
 * @throws {ZodError} as {@link readRecording}.
 * @see https://www.mango-office.ru/upload/api/MangoOffice_VPBX_API_v1.9.pdf §3.5.2
 */
export function recordingToSteps(json: JsonObject, keys: MangoKeys, root: string, now: Date): Step[] {
  const recording = readRecording(json);
  const { recording_state: state, completion_code: code, recipient, recording_id: id } = recording;
  const isKept = (code ?? '1000') === '1000' && recipient !== 'Mail';
  // `events/record/added` has no state: the recording is there.
  if ((state !== null && state !== 'Completed') || !isKept) return [];
  const at = occurredAt(recording.timestamp, now);
  const expires = Math.floor(at.getTime() / 1000) + HOLDS_SECONDS;
  const path = [id, 'play', keys.apiKey, String(expires), signRecording(keys, id, expires)];
  const recordingUrl = `${root}/vpbx/queries/recording/link/${path.map(encodeURIComponent).join('/')}`;
  return [
    {
      event: {
        ...{ account: ACCOUNT, callId: recording.entry_id, type: 'recorded', direction: 'in' },
        ...{ from: null, to: null, queue: null, agentExtension: null, endReason: null },
        recordingUrl,
        occurredAt: at,
      },
    },
  ];
}
