import type { AuditEntry } from '../../../core/audit/readAudit.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Time } from '../layout/Time.tsx';
import { describeEvent } from '../timeline/describeEvent.ts';
import type { AuditPageProps } from './AuditPage.tsx';
import { subjectOf } from './subject.ts';

const COLUMNS = ['at', 'who', 'what', 'about'] as const;

/** What was done, as rows; on a phone each row is a card. */
export function AuditTable({ page, entries, people, serviceNames }: AuditPageProps) {
  const { t } = page;
  const names = new Map(people.map((person) => [person.id, person.name]));
  return (
    <table class="grid-table audit-grid">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th scope="col" class={`cell-${column}`}>
              {t(`audit.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.items.map((entry) => (
          <tr data-row>
            <td class="cell-at">
              <Time page={page} at={entry.at} as="clock" />
            </td>
            <td class="cell-who">{entry.actorName ?? entry.actorId}</td>
            <td class="cell-what wrap-anywhere">
              <Icon name={entry.kind === 'seen' ? 'eye' : 'edit'} class="size-4 shrink-0" />
              {entry.kind === 'seen'
                ? t(`audit.seen.${entry.via}`)
                : describeEvent(entry.event, {
                    t,
                    language: page.language,
                    serviceNames,
                    names,
                    identities: [],
                    process: undefined,
                  }).text}
            </td>
            <td class="cell-about">
              <About page={page} entry={entry} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function About({ page, entry }: { page: Page; entry: AuditEntry }) {
  const { label, href } = subjectOf(entry, page.t);
  return href === null ? (
    <span>{label}</span>
  ) : (
    <a class="text-link" href={href}>
      {label}
    </a>
  );
}
