import type { Looker } from '../../../core/audit/readSightings.ts';
import type { Page } from '../env.ts';
import { Time } from '../layout/Time.tsx';

/**
 * Who has looked at a card lately, folded away at its foot.
 * @param props.search address of the audit of this card; null for who may not read it.
 */
export function AuditPanel(props: { page: Page; lookers: Looker[]; search: string | null }) {
  const { page, lookers, search } = props;
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
      {search !== null && (
        <a class="text-link mt-2 inline-block" href={search}>
          {t('audit.panel.all')}
        </a>
      )}
    </details>
  );
}
