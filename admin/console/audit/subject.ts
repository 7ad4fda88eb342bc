import type { AuditEntry } from '../../../core/audit/readAudit.ts';
import type { TextKey, Texts } from '../texts.ts';

/** Kinds of subject that have a page of their own, and where. */
const PAGES: Record<string, (id: string) => string> = {
  servicerequest: (id) => `/requests/${id}`,
  incident: (id) => `/incidents/${id}`,
  customer: (id) => `/customers/${encodeURIComponent(id)}`,
  process: (id) => `/processes/${encodeURIComponent(id)}`,
  massincident: (id) => `/mass-incidents/${id}`,
  export: (id) => `/${id}`,
};
const KINDS: Record<string, TextKey> = {
  customer: 'audit.subject.customer',
  contact: 'audit.subject.contact',
  attachment: 'audit.subject.attachment',
  recording: 'audit.subject.recording',
  call: 'audit.subject.call',
  export: 'audit.subject.export',
  process: 'audit.subject.process',
  setting: 'audit.subject.setting',
  massincident: 'audit.subject.massincident',
};

/** What an entry is about, in words, and the page it has. */
export function subjectOf(entry: AuditEntry, t: Texts): { label: string; href: string | null } {
  const named = entry.kind === 'seen' ? entry.subject : entry.event.subject;
  const [kind = '', id = ''] = split(named ?? cardOf(entry));
  const number = kind === 'incident' ? entry.incidentNumber : entry.requestNumber;
  const href = PAGES[kind]?.(id) ?? null;
  if (kind === 'servicerequest' || kind === 'incident') return { label: number ?? id, href };
  const word = KINDS[kind];
  return { label: word === undefined ? (named ?? '—') : `${t(word)} ${id}`, href };
}

function cardOf(entry: AuditEntry): string {
  if (entry.kind === 'seen') return entry.subject;
  const { incidentId, serviceRequestId, contactId } = entry.event;
  if (incidentId !== null) return `incident:${incidentId}`;
  if (serviceRequestId !== null) return `servicerequest:${serviceRequestId}`;
  return contactId === null ? '' : `contact:${contactId}`;
}

function split(subject: string): [kind: string, id: string] {
  const at = subject.indexOf(':');
  return at < 0 ? ['', subject] : [subject.slice(0, at), subject.slice(at + 1)];
}
