import type { calls as ru } from '../ru/calls.ts';

export const calls: Record<keyof typeof ru, string> = {
  'calls.title': 'Calls',
  'calls.none': 'There were no calls.',
  'call.in': 'Incoming',
  'call.out': 'Outgoing',
  'call.missed': 'Missed',
  'call.ringing': 'ringing',
  'call.answered': 'talking now',
  'call.unanswered': 'not answered',
  'call.talked': 'talk {{duration}}',
  'call.extension': 'ext. {{extension}}',
  'call.recording': 'Recording of the call',
  'call.recording.open': 'Open the recording in a new tab',
  'call.dial': 'Call',
  'call.dial.hint': 'The PBX connects you: your telephone rings first, then the customer’s.',

  'callback.title': 'Call back',
  'callback.one': 'A call from the customer went unanswered: {{at}}.',
  'callback.many': 'Calls from the customer went unanswered: {{count}}, the last one {{at}}.',
  'callback.submit': 'Done',
};
