import type { ProcessVersion } from '../../../core/business-process/readVersions.ts';
import type { Page } from '../env.ts';
import { Time } from '../layout/Time.tsx';

/** Who published which version when, and how many incidents under way follow it. */
export function Versions(props: { page: Page; process: ProcessVersion; versions: ProcessVersion[] }) {
  const { page, process, versions } = props;
  const { t } = page;
  return (
    <section class="panel" aria-labelledby="versions">
      <h2 id="versions" class="panel-title">
        {t('processes.versions')}
      </h2>
      <ol class="versions">
        {versions.map((each) => (
          <li>
            <a
              class="version-link"
              href={`/processes/${encodeURIComponent(each.id)}?version=${each.version}`}
              aria-current={each.version === process.version ? 'true' : undefined}
            >
              <span class="font-semibold">{t('processes.version', { version: each.version })}</span>
              <span class="text-faint text-xs">
                {each.createdBy === 'system' ? t('event.system') : (each.createdByName ?? t('event.someone'))}
                {', '}
                <Time page={page} at={each.createdAt} as="clock" />
              </span>
              <span class="text-xs">{t('processes.open', { count: each.openIncidents })}</span>
            </a>
          </li>
        ))}
      </ol>
      <p class="text-faint mt-2 text-xs">{t('processes.versions.hint')}</p>
    </section>
  );
}
