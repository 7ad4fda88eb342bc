import type { Page } from '../env.ts';
import { Icon } from './Icon.tsx';
import { Logo } from './Logo.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { WaitingBadge } from './WaitingBadge.tsx';
import { initials } from './words.ts';

export type Section = 'requests' | 'incidents' | 'ledger';

const SECTIONS: Section[] = ['requests', 'incidents', 'ledger'];

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
        {person && (
          <nav class="sections" aria-label={t('nav.label')}>
            {SECTIONS.map((each) => (
              <a href={`/${each}`} aria-current={each === section ? 'page' : undefined}>
                {t(`nav.${each}`)}
                {each === 'requests' && <WaitingBadge page={page} />}
              </a>
            ))}
          </nav>
        )}
        <div class="topbar-tools">
          {page.sandboxUrl !== null && (
            <a class="tool-link" href={page.sandboxUrl}>
              {t('nav.sandbox')}
            </a>
          )}
          <LanguageSwitch page={page} />
          <ThemeSwitch page={page} />
          {person && <PersonBox page={page} />}
        </div>
      </div>
    </header>
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
