import { LIMITED, type WorkGroup } from '../../../../core/work-group/readWorkGroups.ts';
import type { Page } from '../../env.ts';
import { Empty } from '../../layout/Empty.tsx';
import { groupLabel } from '../../layout/words.ts';
import { SettingsPage } from '../SettingsPage.tsx';

/** Work groups: how each works and who is in it. */
export function GroupsPage({ page, groups }: { page: Page; groups: WorkGroup[] }) {
  const { t } = page;
  return (
    <SettingsPage
      page={page}
      room="groups"
      title={t('settings.nav.groups')}
      lead={t('settings.groups.lead')}
      failure={null}
    >
      {groups.length === 0 && (
        <Empty icon="person" title={t('settings.groups.empty')} hint={t('settings.groups.empty.hint')} />
      )}
      <ul class="process-cards">
        {groups.map((group) => (
          <li class="panel process-card">
            <h2 class="panel-title">
              <a class="row-link wrap-anywhere" href={`/settings/groups/${encodeURIComponent(group.id)}`}>
                {groupLabel(group.id, t)}
              </a>
            </h2>
            <p>{t(`settings.assignment.${group.assignment}`)}</p>
            <p class="text-faint mt-1 text-xs">
              {t('settings.groups.priority', { priority: t(`priority.${group.priority}`) })}
            </p>
            <p class="text-faint mt-1 text-xs">{limitWords(group, page)}</p>
            <p class="text-faint mt-1 text-xs wrap-anywhere">
              {group.agents.length === 0
                ? t('settings.groups.nobody')
                : t('settings.groups.agents', { names: group.agents.map((each) => each.name).join(', ') })}
            </p>
          </li>
        ))}
      </ul>
    </SettingsPage>
  );
}

function limitWords({ wipLimits }: WorkGroup, { t }: Page): string {
  const limits = LIMITED.flatMap((column) =>
    wipLimits[column] === undefined ? [] : [`${t(`category.${column}`)} — ${wipLimits[column]}`],
  );
  return limits.length === 0
    ? t('settings.groups.noLimits')
    : t('settings.groups.limits', { limits: limits.join(', ') });
}
