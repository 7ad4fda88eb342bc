import type { ru } from './ru.ts';

export const en: Record<keyof typeof ru, string> = {
  RESOLVED: 'resolved',
  INCIDENT_UNLINKED: 'the incident was unlinked',
  NO_INCIDENT: 'no incident was needed',
  DUPLICATE: 'a duplicate',
  SPAM: 'spam',
  hello: 'Hello, {{name}}! ',
  registered: '{{hello}}Request {{number}} is registered. We are working on it.',
  registeredAskPhone:
    'Request {{number}} is registered. Please share your phone number so that we know who you are.',
  registeredAskService: '{{hello}}Request {{number}} is registered. Please tell us what it is about:',
  askService: 'Request {{number}}: please tell us what it is about:',
  answerByNumber: 'Answer with a number.',
  question: 'A question about request {{number}}: {{text}}',
  reply: 'About request {{number}}: {{text}}',
  closed: 'Request {{number}} is closed. If it is not solved, just write to us again.',
  merged:
    'Request {{number}} is about the same matter as {{into}}. We have joined the two and go on with request {{into}}.',
  unmerged:
    'We are handling requests {{number}} and {{into}} separately again. Work on request {{number}} goes on.',
  registeredOutage: '{{hello}}Request {{number}} is registered. {{text}}',
  outageTold: 'Request {{number}}: {{text}}',
  outageCorrected: 'Request {{number}}, a correction. {{text}}',
  outageClosed:
    'Request {{number}} is closed: the mass incident {{massIncident}} “{{title}}” is over. {{text}}',
  managerSubjectSlaWarned: 'Incident {{incident}}: the term is near its end',
  managerSlaWarned:
    'The term of incident {{incident}} of request {{number}} ends {{due}}. Assignee: {{assignee}}.',
  managerSubjectSlaBreached: 'Incident {{incident}}: the term has passed',
  managerSlaBreached:
    'The term of incident {{incident}} of request {{number}} ended {{due}} and the work is not done. Assignee: {{assignee}}.',
  managerSubjectAnswerWarned: 'Incident {{incident}}: the customer waits for a first answer',
  managerAnswerWarned:
    'The customer of request {{number}} has not been answered yet, and the first answer is due {{due}}. Incident: {{incident}}. Assignee: {{assignee}}.',
  managerSubjectAnswerBreached: 'Incident {{incident}}: the first answer is late',
  managerAnswerBreached:
    'The first answer to the customer of request {{number}} did not come in time: it was due {{due}}. Incident: {{incident}}. Assignee: {{assignee}}.',
  managerSubjectMassClosed: 'Mass incident {{number}} is closed',
  managerMassClosed:
    'The mass incident {{number}} “{{title}}” is closed. {{text}} Requests in it: {{count}}; their customers are told.',
  managerSubject: 'Request {{number}} is closed',
  managerClosed:
    'Request {{number}} is closed, reason: {{reason}}. Incident: {{incident}}. Assignee: {{assignee}}.',
};
