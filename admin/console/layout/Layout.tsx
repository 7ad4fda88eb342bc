import type { Child } from 'hono/jsx';
import type { Page } from '../env.ts';
import { MassIncidentAlert } from '../mass-incidents/MassIncidentAlert.tsx';
import { CallPops } from '../pop/CallPops.tsx';
import { Alert } from './Alert.tsx';
import { Hotkeys } from './Hotkeys.tsx';
import { SessionOver } from './SessionOver.tsx';
import { type Section, TopBar } from './TopBar.tsx';

/** htmx runs no code from attributes and leaves history to the browser; failed refreshes change nothing on screen. */
const HTMX_CONFIG = JSON.stringify({
  history: false,
  includeIndicatorCSS: false,
  noSwap: [204, 304, '4xx', '5xx'],
  defaultTimeout: 10_000,
  // What a person unfolded stays unfolded when the part around it is fetched anew.
  morphIgnore: ['data-htmx-powered', 'open'],
});

/** Scripts of our own, in this order; without a person there is nothing to keep true. */
const SCRIPTS = ['console.js'];
const PERSONS_SCRIPTS = [
  'session.js',
  'liveParts.js',
  'live.js',
  'presence.js',
  'pop.js',
  'hotkeys.js',
  'sendForms.js',
];

/** The product's mark. A data address: one request less for every first page. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#2f62d9"/>' +
    '<path d="M6 7.5h12v7.5h-6.5L8 18v-3H6zm3.2 3.8 1.9 1.9 3.7-3.7" fill="none" stroke="#fff" stroke-width="1.6"/></svg>',
)}`;

/**
 * The frame of every page.
 * @param props.failed true where the page answers a form that was refused; its title then says so first.
 * @param props.scripts files of admin/public that this page alone needs, e.g. `board.js`; classic ones keep their order.
 */
export function Layout(props: {
  page: Page;
  title: string;
  section?: Section;
  failed?: boolean;
  scripts?: string[];
  children: Child;
}) {
  const { page } = props;
  const own = page.person === null ? SCRIPTS : [...SCRIPTS, ...PERSONS_SCRIPTS];
  const title = props.failed ? `${page.t('error.title')} · ${props.title}` : props.title;
  return (
    <html lang={page.language} data-theme={page.theme ?? undefined}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${page.t('product.name')}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={page.theme ?? 'light dark'} />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <link rel="icon" href={ICON} type="image/svg+xml" />
        <link rel="stylesheet" href={page.assetUrl('console.css')} />
        {['htmx.min.js', ...(props.scripts ?? [])].map((name) => (
          <script src={page.assetUrl(name)} defer></script>
        ))}
        {own.map((name) => (
          <script src={page.assetUrl(name)} type="module"></script>
        ))}
      </head>
      <body
        class="console"
        data-live-line={page.person === null ? undefined : '/live'}
        data-person={page.person?.id}
        data-here={page.here}
      >
        <a class="skip-link" href="#main">
          {page.t('product.skip')}
        </a>
        <TopBar page={page} section={props.section} />
        <MassIncidentAlert page={page} />
        <main id="main" class="page" tabindex={-1}>
          {page.flash && (
            <Alert tone={page.flash.tone} class="mb-4" answer>
              {page.t(page.flash.key)}
            </Alert>
          )}
          {props.children}
        </main>
        {page.person && (
          <template id="send-failed">
            <Alert tone="error" class="mb-3">
              {page.t('error.notSent')}
            </Alert>
          </template>
        )}
        {page.person && <SessionOver page={page} />}
        {page.person && <CallPops page={page} />}
        {page.person && <Hotkeys page={page} />}
      </body>
    </html>
  );
}
