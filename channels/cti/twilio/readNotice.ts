import { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import { optionalWord, requiredWord } from '../../edge/words.ts';
import { readRecordingUrl } from '../steps/recordingUrl.ts';

/** One request of Twilio Voice: a call that asks for instructions, a status, a dial's result or a recording. */
export interface TwilioNotice {
  callSid: string;
  /** The caller's leg, where this one was dialled for it. */
  parentCallSid: string | null;
  from: string | null;
  to: string | null;
  /** `inbound`, `outbound-api` or `outbound-dial`; recordings come without. */
  direction: string | null;
  /** queued, initiated, ringing, in-progress, completed, busy, failed, no-answer, canceled; recordings come without. */
  callStatus: string | null;
  /** How the telephones we had dialled answered: completed, answered, busy, no-answer, failed, canceled. */
  dialCallStatus: string | null;
  recordingUrl: string | null;
  recordingStatus: string | null;
  /** Whether it only tells; a call that asks for instructions has no number in a sequence. */
  onlyTells: boolean;
  /** RFC 2822, as Twilio writes it. */
  timestamp: string | null;
  /** Seconds. */
  duration: string | null;
  raw: JsonObject;
}

const schema = z.object({
  CallSid: requiredWord,
  ParentCallSid: optionalWord,
  From: optionalWord,
  To: optionalWord,
  Direction: optionalWord,
  CallStatus: optionalWord,
  DialCallStatus: optionalWord,
  RecordingStatus: optionalWord,
  SequenceNumber: optionalWord,
  CallbackSource: optionalWord,
  Timestamp: optionalWord,
  CallDuration: optionalWord,
});

/**
 * Reads a request of Twilio Voice.
 * @param fields the form.
 * @throws {ZodError} naming `CallSid` when it is missing or no id.
 * @see https://www.twilio.com/docs/voice/twiml#request-parameters
 */
export function readNotice(fields: JsonObject): TwilioNotice {
  const read = schema.parse(fields);
  return {
    callSid: read.CallSid,
    parentCallSid: read.ParentCallSid,
    from: read.From,
    to: read.To,
    direction: read.Direction,
    callStatus: read.CallStatus,
    dialCallStatus: read.DialCallStatus,
    recordingUrl: readRecordingUrl(fields.RecordingUrl),
    recordingStatus: read.RecordingStatus,
    onlyTells: read.SequenceNumber !== null || read.CallbackSource !== null,
    timestamp: read.Timestamp,
    duration: read.CallDuration,
    raw: fields,
  };
}
