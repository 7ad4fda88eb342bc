import type { Accepted, CallEvent, ChannelDeps, InboundContact } from '../../../core/channel.ts';

/**
 * What a notice of a PBX means to the house. Of an inbound call that rings, the contact says it all: its journal row
 * is the ringing step, in one commit. Should it never come, the house opens the contact from the call record.
 */
export type Step = { contact: InboundContact } | { event: CallEvent };

/**
 * Hands steps to the house, one after the other. All may be handed again: each has its key.
 * @returns what the journal said of the contact, where one was among them.
 * @throws {Unavailable} when the store cannot take one; acknowledge nothing then.
 */
export async function takeSteps(deps: ChannelDeps, steps: Step[]): Promise<Accepted | null> {
  let accepted: Accepted | null = null;
  for (const step of steps) {
    if ('contact' in step) accepted = await deps.accept(step.contact);
    else await deps.recordCall(step.event);
  }
  return accepted;
}
