import type { CallEvent, InboundContact } from '../../../core/channel.ts';
import { readAmiUrl } from './amiUrl.ts';
import { createCallTracker } from './callTracker.ts';
import type { Frame } from './frames.ts';

/** Follows events, and remembers what the house is told. @param query of the manager's URL. */
export function track(query = '') {
  const settings = readAmiUrl(`ami://u:p@127.0.0.1${query}`);
  if (typeof settings === 'string') throw new Error(settings);
  const contacts: InboundContact[] = [];
  const events: CallEvent[] = [];
  const said: string[] = [];
  const tracker = createCallTracker({
    settings,
    country: 'RU',
    emit: (step) => {
      if ('contact' in step) contacts.push(step.contact);
      else events.push(step.event);
      said.push('contact' in step ? 'contact' : step.event.type);
    },
  });
  const takeAll = (frames: Frame[]) => {
    for (const frame of frames) tracker.take(frame);
  };
  return { tracker, takeAll, contacts, events, said };
}
