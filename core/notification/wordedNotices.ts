import type { WordingKey } from './noticeTemplates.ts';
import type { Senders } from './senders.ts';
import { TEMPLATES, type Template } from './texts.ts';

const EMAIL = 'email';

/** Notices whose wording can be set: customers are written to by channels, managers by e-mail. */
export interface WordedNotice {
  template: Template;
  /** Channels that can send it, by name. */
  channels: string[];
}

/** Every template with the channels of this house that can send it; those nobody can send are left out. */
export function wordedNotices(senders: Senders): WordedNotice[] {
  const names = [...senders.keys()].sort();
  return TEMPLATES.map((template) => ({
    template,
    channels: names.filter((name) => (name === EMAIL) === isForManager(template)),
  })).filter(({ channels }) => channels.length > 0);
}

/** Whether such a notice goes out at all. */
export function isWorded(senders: Senders, { template, channel }: WordingKey): boolean {
  return wordedNotices(senders).some((each) => each.template === template && each.channels.includes(channel));
}

/** Managers' notices are named so. */
function isForManager(template: Template): boolean {
  return template.startsWith('manager');
}
