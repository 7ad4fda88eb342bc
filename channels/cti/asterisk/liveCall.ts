import type { JsonObject } from '../../../core/json.ts';
import { cleanObject } from '../../edge/clean.ts';
import { occurredAt } from '../steps/occurredAt.ts';
import type { AmiSettings } from './amiUrl.ts';
import { memberExtension } from './channelName.ts';
import type { Frame } from './frames.ts';
import { originOf } from './origin.ts';

/** A call that is going on: all channels of one Linkedid. */
export interface LiveCall {
  /** Its Linkedid: the Uniqueid of the channel that began it. */
  id: string;
  direction: 'in' | 'out' | 'internal';
  from: string | null;
  to: string | null;
  queue: string | null;
  /** Who dialled, of a call of ours. */
  dialler: string | null;
  /** Uniqueids of its channels. */
  channels: Set<string>;
  /** What the house was told of it. */
  told: Set<'contact' | 'ringing' | 'answered' | 'ended'>;
  /** Extensions known to ring by the time its contact is told. */
  ringsAt: Set<string>;
  /** While it waits for the queue it joins. */
  timer: NodeJS.Timeout | null;
  beganAt: Date;
  raw: JsonObject;
}

/**
 * A call as its first channel shows it.
 * @param moved the channel was found in the midst of its call.
 * @param now our clock, for what carries no time.
 */
export function openCall(frame: Frame, settings: AmiSettings, moved: boolean, now: Date): LiveCall {
  const origin = originOf(frame, settings, moved);
  return {
    id: frame.Linkedid ?? '',
    direction: origin.direction,
    from: frame.CallerIDNum || null,
    to: origin.direction === 'out' ? origin.to : dialledLine(frame.Exten),
    queue: moved ? queueOf(frame) : null,
    dialler: origin.direction === 'in' ? null : memberExtension(frame.Channel, frame.CallerIDNum),
    channels: new Set(),
    told: new Set(),
    ringsAt: new Set(),
    timer: null,
    beganAt: new Date(timeOf(frame, now).getTime() - ageOf(frame)),
    raw: cleanObject(frame),
  };
}

/** When an event happened: Asterisk tells where `timestampevents` is set. */
export function timeOf(frame: Frame, now: Date): Date {
  return occurredAt(frame.Timestamp === undefined ? null : Number(frame.Timestamp), now);
}

/** The number the caller dialled; what the dialplan calls `s` or by a name is none. */
function dialledLine(exten: string | undefined): string | null {
  return exten !== undefined && /\d/.test(exten) ? exten : null;
}

/** In a list of channels the queue stands in what the channel is doing: `Queue`, `support,tT,,,300`. */
function queueOf({ Application, ApplicationData = '' }: Frame): string | null {
  return Application === 'Queue' ? ApplicationData.split(',', 1)[0] || null : null;
}

/** In a list of channels, how long one has existed: `00:01:23`. Milliseconds. */
function ageOf({ Duration = '' }: Frame): number {
  const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d)$/.exec(Duration) ?? [];
  return (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000;
}
