/** How the telephones of the agents are reached, and what Twilio is told to tell us. */
export interface DialPlan {
  /** SIP URIs, `client:` identities or telephone numbers; all ring at once, ten at the most. */
  targets: string[];
  /** The address that is told of the legs, the dial's result and the recording. */
  callbackUrl: string;
  record: boolean;
}

/** TwiML that does nothing: the call ends. */
export const NOTHING = xml('<Response/>');

/**
 * TwiML that connects the caller with the agents. The caller hears ringing until one takes up (`answerOnBridge`), so
 * that a call nobody took ends as `no-answer` and not as a call that took place.
 * @see https://www.twilio.com/docs/voice/twiml/dial
 */
export function dialAgents({ targets, callbackUrl, record }: DialPlan): string {
  const url = escapeXml(callbackUrl);
  const recording = record
    ? ` record="record-from-answer-dual" recordingStatusCallback="${url}" recordingStatusCallbackEvent="completed"`
    : '';
  const legs = targets.map((target) => leg(target, url)).join('');
  return xml(
    `<Response><Dial answerOnBridge="true" action="${url}" method="POST"${recording}>${legs}</Dial></Response>`,
  );
}

function leg(target: string, url: string): string {
  const [noun, address] = /^sips?:/i.test(target)
    ? ['Sip', target]
    : /^client:/i.test(target)
      ? ['Client', target.slice('client:'.length)]
      : ['Number', target];
  const told = `statusCallback="${url}" statusCallbackEvent="answered completed" statusCallbackMethod="POST"`;
  return `<${noun} ${told}>${escapeXml(address)}</${noun}>`;
}

function xml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${body}`;
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
