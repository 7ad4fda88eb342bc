// @ts-check
// The console's own script: the theme switch, menus, one submit for each form.

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

/** The current tab and section are in sight, where their row is wider than the phone. */
for (const current of document.querySelectorAll(':is(.tabs-row, .sections-row) [aria-current]')) {
  current.scrollIntoView({ block: 'nearest', inline: 'center' });
}

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

/** A menu closes when somebody looks elsewhere. */
function closeMenus(/** @type {EventTarget | null} */ except) {
  for (const menu of document.querySelectorAll('details[name="menu"][open]')) {
    if (!(except instanceof Node && menu.contains(except))) menu.removeAttribute('open');
  }
}
document.addEventListener('click', (event) => closeMenus(event.target));
document.addEventListener('focusin', (event) => closeMenus(event.target));
document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' ? document.querySelector('details[name="menu"][open]') : null;
  if (!menu) return;
  // Nothing else is meant by it.
  event.preventDefault();
  const summary = menu.querySelector('summary');
  if (menu.contains(document.activeElement)) summary?.focus();
  menu.removeAttribute('open');
});

/** Files that are too many or too long are told before they are sent. */
document.addEventListener('change', (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.dataset.mostFiles === undefined) return;
  const files = [...(field.files ?? [])];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const fits = files.length <= Number(field.dataset.mostFiles) && bytes <= Number(field.dataset.mostBytes);
  field.setCustomValidity(fits ? '' : (field.dataset.tooMuch ?? ''));
  field.reportValidity();
});
