import type { IncidentView } from '../../../core/incident/readIncidents.ts';
import type { Page } from '../env.ts';
import { age, fullTime } from '../layout/time.ts';
import { termOf } from '../sla/term.ts';

const TONES = { ok: '', warn: 'due-warn', breached: 'due-late', paused: 'due-paused' };
const WORDS = {
  ok: 'work.due.left',
  warn: 'work.due.left',
  breached: 'work.due.late',
  paused: 'work.due.paused',
} as const;

/** How long an incident has until its term, or by how much it is late; a dash where it has none. */
export function DueMark({ page, incident }: { page: Page; incident: IncidentView }) {
  const { t, language } = page;
  const term = termOf(incident, page.now);
  if (incident.dueAt === null || (incident.unlinked && !term)) return <span class="text-faint">—</span>;
  if (!term) return <span class="text-faint">{t('work.due.kept')}</span>;
  return (
    <time
      datetime={incident.dueAt.toISOString()}
      title={t('work.due.at', { at: fullTime(incident.dueAt, language) })}
      class={`due ${TONES[term.state]}`}
    >
      {t(WORDS[term.state], {
        time: age(term.seconds, language),
      })}
    </time>
  );
}
