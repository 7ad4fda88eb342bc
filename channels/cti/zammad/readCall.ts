import { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import { optionalWord, requiredWord } from '../../edge/words.ts';
import { readRecordingUrl } from '../steps/recordingUrl.ts';

/** What one webhook of the PBX says, its synonyms brought to one name each. */
export interface CallNotice {
  event: 'newCall' | 'answer' | 'hangup';
  direction: 'in' | 'out';
  callId: string;
  from: string;
  to: string | null;
  queue: string | null;
  /** Agents named by the event: extensions, numbers or real names, as the PBX likes. */
  users: string[];
  answeringNumber: string | null;
  cause: string | null;
  text: string | null;
  recordingUrl: string | null;
  raw: JsonObject;
}

/** Longer ones name nobody. */
const MAX_USER = 255;

const schema = z.object({
  event: z.enum(['newCall', 'answer', 'hangup']),
  direction: z.enum(['in', 'out']),
  callId: requiredWord,
  from: requiredWord,
  to: optionalWord,
  queue: optionalWord,
  answeringNumber: optionalWord,
  cause: optionalWord,
  text: z.string().trim().min(1).nullable().catch(null),
});

/**
 * Reads a Zammad generic CTI event.
 * @param fields the body, JSON or form alike.
 * @returns the notice. Optional fields of an odd type are null: only what names the call may refuse it.
 * @throws {ZodError} naming `event`, `direction`, `callId` or `from` when it is missing or wrong.
 * @see https://docs.zammad.org/en/latest/api/generic-cti/index.html
 */
export function readCall(fields: JsonObject): CallNotice {
  // A hidden number may arrive as nothing at all.
  const from = fields.from === '' ? 'anonymous' : fields.from;
  const notice = schema.parse({ ...fields, from, callId: fields.callId ?? fields.call_id });
  const recordingUrl = readRecordingUrl(fields.recordingUrl ?? fields.recording_url);
  return { ...notice, users: readUsers(fields), recordingUrl, raw: fields };
}

function readUsers(fields: JsonObject): string[] {
  return [fields.user, fields['user[]'], fields.caller]
    .flat()
    .filter((user) => typeof user === 'string' || typeof user === 'number')
    .map((user) => String(user).trim())
    .filter((user) => user !== '' && user.length <= MAX_USER);
}
