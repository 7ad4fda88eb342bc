import type { identity as ru } from '../ru/identity.ts';

export const identity: Record<keyof typeof ru, string> = {
  'rung.UNKNOWN': 'Unknown',
  'rung.UNKNOWN.hint':
    'The channel named neither a number nor a customer. Ask who it is before you speak of the contract.',
  'rung.CALLER_ID': 'Caller’s number',
  'rung.CALLER_ID.hint':
    'The number is what the PBX showed and can be forged. Disclose nothing personal by it.',
  'rung.SMS_SENDER': 'SMS sender’s number',
  'rung.SMS_SENDER.hint': 'The number is what the carriers passed on. Hard to forge, but possible.',
  'rung.SHARED_CONTACT': 'Confirmed number',
  'rung.SHARED_CONTACT.hint':
    'They shared their number, and the messenger itself confirmed that it is theirs.',
  'rung.CUSTOMER_MATCH': 'Recognised customer',
  'rung.CUSTOMER_MATCH.hint': 'Our own system or an agent vouches for it.',

  'identity.title': 'Who it is',
  'identity.level': 'Trust level {{level}} of 4',
  'identity.none': 'Not linked with anybody.',
  'identity.nobody': 'The channel named nobody in particular, there is no one to remember.',
  'identity.link': 'Linked with',
  'identity.linkedBy': '{{name}}, {{at}}',
  'identity.remember': 'Remember: this is {{name}}',
  'identity.remember.hint': 'Their next requests will then go to this customer at once.',
  'identity.unlink.open': 'Unlink…',
  'identity.unlink.reason': 'Why the link is wrong',
  'identity.unlink.hint': 'The link stays in the history. Requests in triage lose the customer it gave them.',
  'identity.unlink.submit': 'Yes, unlink',
  'identity.history': 'Former links: {{count}}',
  'identity.unlinkedBy': 'unlinked: {{by}}',
  'identity.reason': 'reason: {{reason}}',
  'identity.replaced': 'replaced by a new link',

  'settle.remember': 'Remember this sender',
  'settle.remember.hint': 'Their next requests will go to the chosen customer at once.',
};
