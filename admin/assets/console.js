// @ts-check
// The console's own script: the theme switch, the state of live lists, quiet tabs, one submit for each form.

const THEMES = ['system', 'light', 'dark'];
const YEAR_SECONDS = 31_536_000;

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-theme-switch]') : null;
  if (button instanceof HTMLElement) switchTheme(button);
});

/** Goes on to the next theme. The cookie lets the server draw it from the first byte of the next page. */
function switchTheme(/** @type {HTMLElement} */ button) {
  const now = THEMES.indexOf(button.dataset.themeSwitch ?? 'system');
  const next = THEMES[(now + 1) % THEMES.length] ?? 'system';
  const label = button.getAttribute(`data-label-${next}`) ?? '';
  button.dataset.themeSwitch = next;
  button.setAttribute('aria-label', label);
  button.title = label;
  const system = next === 'system';
  const secure = location.protocol === 'https:' ? ';Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is absent on plain http
  document.cookie = `theme=${next};Path=/;SameSite=Lax;Max-Age=${system ? 0 : YEAR_SECONDS}${secure}`;
  if (system) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}

/** Nobody looks at a hidden tab: it asks for nothing, and catches up when it is shown again. */
document.addEventListener('htmx:config:request', (event) => {
  const source = /** @type {CustomEvent} */ (event).detail.ctx.sourceEvent;
  if (document.hidden && source?.type === 'every') event.preventDefault();
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  for (const element of document.querySelectorAll('[hx-trigger^="every"]')) {
    element.dispatchEvent(new CustomEvent('every'));
  }
});

/** A list that cannot refresh says so, and stops saying so as soon as it can. */
function showLive(/** @type {boolean} */ live) {
  for (const element of document.querySelectorAll('[data-live-state]')) {
    element.toggleAttribute('data-lost', !live);
  }
}
document.addEventListener('htmx:after:swap', () => showLive(true));
document.addEventListener('htmx:error', () => showLive(false));
document.addEventListener('htmx:response:error', () => showLive(false));

/** The current tab is in sight, where the row of tabs is wider than the phone. */
document.querySelector('.tabs-row [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** A second press while the first is under way sends nothing. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
});
// A page brought back by the back button is fresh again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) form.removeAttribute('data-sent');
});
