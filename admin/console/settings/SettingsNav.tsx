import type { Page } from '../env.ts';

/** Rooms of the settings; their addresses are their names. */
const SETTING_ROOMS = ['routing', 'templates', 'sla', 'groups'] as const;
export type SettingRoom = (typeof SETTING_ROOMS)[number];

/** The way between the pages of the settings. */
export function SettingsNav({ page, current }: { page: Page; current: SettingRoom }) {
  const { t } = page;
  return (
    <nav class="tabs-row" aria-label={t('settings.nav')}>
      {SETTING_ROOMS.map((room) => (
        <a href={`/settings/${room}`} aria-current={room === current ? 'page' : undefined}>
          {t(`settings.nav.${room}`)}
        </a>
      ))}
    </nav>
  );
}
