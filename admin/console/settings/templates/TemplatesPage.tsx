import { LANGUAGES } from '../../../../core/i18n.ts';
import type { Wording } from '../../../../core/notification/noticeTemplates.ts';
import type { WordedNotice } from '../../../../core/notification/wordedNotices.ts';
import type { Page } from '../../env.ts';
import { channelLabel } from '../../layout/words.ts';
import { SettingsPage } from '../SettingsPage.tsx';
import { templateLabel, templateUrl } from './templateWords.ts';

/** What people are told, by occasion: which wordings are the supervisors' and which the product's own. */
export function TemplatesPage(props: { page: Page; notices: WordedNotice[]; wordings: Wording[] }) {
  const { page, notices, wordings } = props;
  const { t } = page;
  return (
    <SettingsPage
      page={page}
      room="templates"
      title={t('settings.nav.templates')}
      lead={t('settings.templates.lead')}
      failure={null}
    >
      {notices.length === 0 && <p class="panel text-faint">{t('settings.templates.none')}</p>}
      <ul class="notice-cards">
        {notices.map(({ template, channels }) => (
          <li class="panel">
            <h2 class="panel-title mb-1">{templateLabel(template, t)}</h2>
            <ul class="notice-wordings">
              {channels.map((channel) => (
                <li>
                  <span class="font-medium">{channelName(channel, page)}</span>
                  {LANGUAGES.map((language) => (
                    <Link
                      page={page}
                      href={templateUrl({ template, channel, language })}
                      own={wordings.some(
                        (each) =>
                          each.template === template &&
                          each.channel === channel &&
                          each.language === language,
                      )}
                      label={t(`processes.language.${language}`)}
                    />
                  ))}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </SettingsPage>
  );
}

function Link({ page, href, own, label }: { page: Page; href: string; own: boolean; label: string }) {
  return (
    <a class="text-link inline-flex min-h-6 items-center gap-1.5" href={href}>
      {label}
      {own && <span class="chip chip-primary">{page.t('settings.templates.own')}</span>}
    </a>
  );
}

/** A sender's name for the screen. */
export function channelName(channel: string, { t }: Page): string {
  return channel === 'email' ? t('settings.templates.email') : channelLabel(channel);
}
