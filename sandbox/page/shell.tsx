import type { Child } from 'hono/jsx';
import type { Language } from '../language.ts';
import { Icon, Logo, Sprite } from './icons.tsx';
import { textsOf } from './texts.ts';

const TABS = [
  { name: 'simulator', path: '/sandbox/' },
  { name: 'outside', path: '/sandbox/outside' },
] as const;
type Tab = (typeof TABS)[number]['name'];

/** Of every page. */
const STYLES = ['base.css', 'bar.css', 'controls.css'];

/** The language a page is in. */
export interface LanguageProps {
  language: Language;
  /** What the address itself asks for by `?lang=`; the tabs carry it on. */
  asked: Language | undefined;
}

export interface ShellProps extends LanguageProps {
  tab: Tab;
  /** The page's own, by their names below /sandbox/assets/. */
  styles: string[];
  script: string;
  children?: Child;
}

/** The page around both tabs. Style and script come from our own address, so any strict CSP lets it live. */
export function Shell({ language, asked, tab, styles, script, children }: ShellProps) {
  const texts = textsOf(language);
  const query = asked ? `?lang=${asked}` : '';
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/sandbox/assets/icon.svg" type="image/svg+xml" />
        <title>
          {texts.tabs[tab]} · {texts.product}
        </title>
        {[...STYLES, ...styles].map((name) => (
          <link rel="stylesheet" href={`/sandbox/assets/${name}`} />
        ))}
        <script type="module" src={`/sandbox/assets/${script}`} />
      </head>
      <body>
        <Sprite />
        <a class="skip" href="#main">
          {texts.skip}
        </a>
        <header class="bar">
          <a class="brand" href={`/sandbox/${query}`}>
            <Logo />
            <span>{texts.product}</span>
            <span class="brand-room">{texts.sandbox}</span>
          </a>
          <nav class="tabs" aria-label={texts.tabs.label}>
            {TABS.map(({ name, path }) => (
              <a href={path + query} aria-current={name === tab ? 'page' : undefined}>
                {texts.tabs[name]}
              </a>
            ))}
          </nav>
          <nav class="languages" aria-label={texts.language}>
            {(['ru', 'en'] as const).map((each) => (
              <a href={`?lang=${each}`} hreflang={each} aria-current={each === language ? 'true' : undefined}>
                {each.toUpperCase()}
              </a>
            ))}
          </nav>
          <a class="button small" href="/">
            <span class="wide-only">{texts.console}</span>
            <span class="narrow-only">{texts.consoleShort}</span>
            <Icon name="open" />
          </a>
        </header>
        {children}
      </body>
    </html>
  );
}
