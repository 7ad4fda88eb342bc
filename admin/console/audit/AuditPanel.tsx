import type { Looker } from '../../../core/audit/readSightings.ts';
import type { Page } from '../env.ts';
import { supervises } from '../layout/supervises.ts';
import { Time } from '../layout/Time.tsx';
import { auditUrl } from './query.ts';

/**
 * Who has looked at a card lately, folded away at its foot.
 * @param props.about what supervisors are led to the audit of: a number, a customer's id.
 */
export function AuditPanel(props: { page: Page; lookers: Looker[]; about: string }) {
  const { page, lookers, about } = props;
  const { t } = page;
  return (
    <details class="panel audit-panel">
      <summary class="panel-title">{t('audit.panel', { count: String(lookers.length) })}</summary>
      {lookers.length === 0 ? (
        <p class="text-faint">{t('audit.panel.none')}</p>
      ) : (
        <ul class="audit-lookers">
          {lookers.map((looker) => (
            <li>
              <span class="truncate">{looker.name ?? looker.actorId}</span>
              <Time page={page} at={looker.at} as="clock" class="text-faint" />
            </li>
          ))}
        </ul>
      )}
      {supervises(page) && (
        <a class="text-link mt-2 inline-block" href={auditUrl({ about })}>
          {t('audit.panel.all')}
        </a>
      )}
    </details>
  );
}
