import type { AmiSettings } from './amiUrl.ts';
import type { CallTeller } from './callTeller.ts';
import { extensionOf, isLocal, memberExtension } from './channelName.ts';
import type { Frame } from './frames.ts';
import type { LiveCall } from './liveCall.ts';
import { outsideNumber } from './origin.ts';

/** What an event says of the call it belongs to. */
export type CallHandler = (frame: Frame, call: LiveCall, at: Date) => void;

/**
 * The events that move a call, by name; all others say nothing of use.
 * @see https://docs.asterisk.org/Latest_API/API_Documentation/AMI_Events/
 */
export function callHandlers(settings: AmiSettings, teller: CallTeller): Record<string, CallHandler> {
  return {
    QueueCallerJoin(frame, call, at) {
      const isFirst = call.queue === null && Boolean(frame.Queue);
      if (isFirst) call.queue = frame.Queue ?? null;
      if (isFirst && call.told.has('contact')) teller.queues(call, at);
      teller.rings(call);
    },
    AgentCalled(frame, call) {
      const extension = memberExtension(frame.Interface, frame.MemberName);
      if (extension !== null) call.ringsAt.add(extension);
      teller.rings(call);
    },
    DialBegin(frame, call) {
      const extension = extensionOf(frame.DestChannel);
      if (extension !== null) call.ringsAt.add(extension);
      const rungAgent = extension !== null || isLocal(frame.DestChannel);
      if (call.direction === 'in') teller.rings(call);
      else if (!rungAgent) goesOutside(teller, call, dialledOutside(settings, frame));
    },
    AgentConnect(frame, call, at) {
      if (call.direction !== 'in') return;
      call.queue ??= frame.Queue ?? null;
      teller.answered(call, memberExtension(frame.Interface, frame.MemberName), at);
    },
    BridgeEnter(frame, call, at) {
      // The channel that began the call, and one that only joins two parts of the dialplan, answer nothing.
      if (frame.Uniqueid === call.id || isLocal(frame.Channel)) return;
      if (frame.BridgeTechnology === 'holding_bridge') return;
      const extension = extensionOf(frame.Channel);
      if (call.direction === 'in') teller.answered(call, extension, at);
      else if (extension === null) teller.answered(call, call.dialler, at);
    },
    OriginateResponse: (frame, call) => goesOutside(teller, call, outsideNumber(settings, frame.Exten)),
  };
}

/**
 * A call that began between our own telephones turns out to reach a number outside.
 * @param to null where it does not.
 */
export function goesOutside(teller: CallTeller, call: LiveCall, to: string | null): void {
  if (call.direction !== 'internal' || to === null) return;
  Object.assign(call, { direction: 'out', to });
  teller.rings(call);
}

function dialledOutside(settings: AmiSettings, { Exten, DialString }: Frame): string | null {
  return outsideNumber(settings, Exten) ?? outsideNumber(settings, DialString);
}
