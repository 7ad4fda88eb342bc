import { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import { optionalWord, requiredWord } from '../../edge/words.ts';

const seconds = z.coerce.number().positive().nullable().catch(null);
const flag = z
  .union([z.boolean(), z.string(), z.number()])
  .transform((value) => value === true || value === 'true' || value === 1 || value === '1')
  .catch(false);

const party = z
  .object({
    extension: optionalWord,
    number: optionalWord,
    line_number: optionalWord,
    acd_group: optionalWord,
    taken_from_call_id: optionalWord,
    was_transferred: flag,
  })
  .catch({
    extension: null,
    number: null,
    line_number: null,
    acd_group: null,
    taken_from_call_id: null,
    was_transferred: false,
  });

const legSchema = z.object({
  entry_id: requiredWord,
  call_state: requiredWord,
  location: optionalWord,
  timestamp: seconds,
  from: party,
  to: party,
  disconnect_reason: optionalWord,
  command_id: optionalWord,
  task_id: optionalWord,
  callback_initiator: optionalWord,
});

const summarySchema = z.object({
  entry_id: requiredWord,
  call_direction: optionalWord,
  from: party,
  to: party,
  line_number: optionalWord,
  talk_time: seconds,
  end_time: seconds,
  entry_result: optionalWord,
  disconnect_reason: optionalWord,
});

const recordingSchema = z.object({
  entry_id: requiredWord,
  recording_id: requiredWord,
  recording_state: optionalWord,
  completion_code: optionalWord,
  recipient: optionalWord,
  timestamp: seconds,
});

/**
 * What became of one leg. `entry_id` names the call, `call_id` and `seq` the leg and its place in it: neither is
 * needed, for the house moves a call forward only. Numbers come as numbers or as texts.
 */
export type MangoLeg = z.output<typeof legSchema>;
/** The one notice per call that says that it is over. */
export type MangoSummary = z.output<typeof summarySchema>;
export type MangoRecording = z.output<typeof recordingSchema>;

/**
 * @throws {ZodError} naming `entry_id` or `call_state` when missing; all else may be absent or odd.
 * @see https://www.mango-office.ru/upload/api/MangoOffice_VPBX_API_v1.9.pdf §3.1.2
 */
export const readLeg = (json: JsonObject): MangoLeg => legSchema.parse(json);

/** @throws {ZodError} naming `entry_id` when missing. @see the same document, §3.1.6 */
export const readSummary = (json: JsonObject): MangoSummary => summarySchema.parse(json);

/** @throws {ZodError} naming `entry_id` or `recording_id` when missing. @see the same document, §3.1.4, §3.1.8 */
export const readRecording = (json: JsonObject): MangoRecording => recordingSchema.parse(json);
