import type { Page } from '../env.ts';
import { HotkeysButton } from './Hotkeys.tsx';
import { Icon } from './Icon.tsx';
import { Logo } from './Logo.tsx';
import { supervises } from './supervises.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { WaitingBadge } from './WaitingBadge.tsx';
import { initials } from './words.ts';

/** Rooms of the console that the menu leads to; their addresses are their names. */
export type Section =
  | 'board'
  | 'requests'
  | 'incidents'
  | 'customers'
  | 'showcase'
  | 'outages'
  | 'mass-incidents'
  | 'processes'
  | 'quarantine'
  | 'ledger'
  | 'audit'
  | 'settings';

const DAILY: Section[] = ['board', 'requests', 'incidents', 'customers'];
const MORE: Section[] = ['outages', 'processes', 'ledger'];
const SUPERVISORS_DAILY: Section[] = [...DAILY, 'showcase'];
const SUPERVISORS_MORE: Section[] = [
  'outages',
  'mass-incidents',
  'processes',
  'quarantine',
  'ledger',
  'audit',
  'settings',
];

/** Where a key leads from everywhere: `g`, then this. */
const KEYS: Record<Section, string> = {
  board: 'b',
  requests: 'r',
  incidents: 'i',
  customers: 'c',
  showcase: 's',
  outages: 'o',
  'mass-incidents': 'm',
  processes: 'p',
  quarantine: 'q',
  ledger: 'l',
  audit: 'a',
  settings: 'n',
};

/** The bar on top: product, sections, person, language, theme. */
export function TopBar(props: { page: Page; section: Section | undefined }) {
  const { page, section } = props;
  const { t, person } = page;
  return (
    <header class="topbar">
      <div class="topbar-inner">
        <a class="brand" href="/">
          <Logo />
          <span>{t('product.name')}</span>
        </a>
        {person && <Sections page={page} section={section} />}
        <div class="topbar-tools">
          {page.sandboxUrl !== null && (
            <a class="tool-link" href={page.sandboxUrl}>
              {t('nav.sandbox')}
            </a>
          )}
          {person && <HotkeysButton page={page} />}
          <LanguageSwitch page={page} />
          <ThemeSwitch page={page} />
          {person && <PersonBox page={page} />}
        </div>
      </div>
    </header>
  );
}

function Sections({ page, section }: { page: Page; section: Section | undefined }) {
  const { t } = page;
  const supervisor = supervises(page);
  const more = supervisor ? SUPERVISORS_MORE : MORE;
  const link = (each: Section) => (
    <a
      href={`/${each}`}
      aria-current={each === section ? 'page' : undefined}
      data-hotkey={`g ${KEYS[each]}`}
      data-hotkey-label={t(`nav.${each}`)}
    >
      {t(`nav.${each}`)}
      {each === 'requests' && <WaitingBadge page={page} />}
    </a>
  );
  return (
    <nav class="sections" aria-label={t('nav.label')}>
      <div class="sections-row">{(supervisor ? SUPERVISORS_DAILY : DAILY).map(link)}</div>
      <details class="sections-more" name="menu">
        <summary data-current={section && more.includes(section) ? 'true' : undefined}>
          {t('nav.more')}
        </summary>
        <div class="menu">{more.map(link)}</div>
      </details>
    </nav>
  );
}

function LanguageSwitch({ page }: { page: Page }) {
  return (
    <nav class="language" aria-label={page.t('nav.language')}>
      {(['ru', 'en'] as const).map((each) => (
        <a
          href={`/language/${each}?${new URLSearchParams({ returnTo: page.here })}`}
          lang={each}
          aria-current={each === page.language ? 'true' : undefined}
        >
          {each.toUpperCase()}
        </a>
      ))}
    </nav>
  );
}

function PersonBox({ page }: { page: Page }) {
  const { t, person } = page;
  if (!person) return null;
  const role = person.roles.includes('Supervisor') ? 'Supervisor' : 'User';
  return (
    <div class="person">
      <span class="avatar-mark" title={`${person.name}, ${t(`role.${role}`)}`} aria-hidden="true">
        {initials(person.name)}
      </span>
      <span class="person-name">
        <span class="truncate">{person.name}</span>
        <span class="text-faint truncate">{t(`role.${role}`)}</span>
      </span>
      <form method="post" action="/auth/logout">
        <button type="submit" class="tool-button" aria-label={t('nav.logout')} title={t('nav.logout')}>
          <Icon name="logout" />
        </button>
      </form>
    </div>
  );
}
