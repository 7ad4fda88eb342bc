import type { Child } from 'hono/jsx';
import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { BackLink } from '../layout/BackLink.tsx';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Layout } from '../layout/Layout.tsx';
import { type SettingRoom, SettingsNav } from './SettingsNav.tsx';

/**
 * A page of the settings.
 * @param props.back the way back, on a page of one thing; absent: the page of the room itself, with its tabs.
 */
export function SettingsPage(props: {
  page: Page;
  room: SettingRoom;
  title: string;
  lead: string;
  failure: Failure | null;
  back?: { href: string; label: string };
  scripts?: string[];
  children: Child;
}) {
  const { page, room, title, failure, back, scripts } = props;
  const { t } = page;
  return (
    <Layout
      page={page}
      title={`${title} · ${t('nav.settings')}`}
      section="settings"
      failed={failure !== null}
      {...(scripts && { scripts })}
    >
      {back && <BackLink {...back} />}
      <div class="page-head">
        <h1 class="wrap-anywhere">{back ? title : t('nav.settings')}</h1>
      </div>
      {!back && <SettingsNav page={page} current={room} />}
      <p class="text-faint mb-4 max-w-3xl">{props.lead}</p>
      <FailureAlert page={page} failure={failure} />
      {props.children}
    </Layout>
  );
}
