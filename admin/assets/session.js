// @ts-check
// What happens to an open page whose session ended: it says so and leads to the login, and what was typed comes back.
// A page never goes to the login by itself, for while somebody signs out in another tab that would sign him in again.

/**
 * Words of a form that was not sent. `index` tells it from others that lead to the same address.
 * @typedef {{ action: string, index: number, fields: [string, string][] }} KeptForm
 * @typedef {{ person: string, page: string, forms: KeptForm[] }} Kept
 */

const NAME = 'helpdesk-unsent';
/** The server leaves it when it sends a form to the login. */
const COOKIE = 'unsent';
/** What a person fills in; secrets and files are never kept, and hidden fields are the next page's own. */
const FILLED =
  'textarea, select, input:not([type=hidden], [type=file], [type=password], [type=submit], [type=button])';

const person = document.body.dataset.person ?? '';
const page = new URL(document.body.dataset.here ?? '/', location.origin).pathname;
const over = document.getElementById('session-over');

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/** @returns {Field[]} */
function fieldsOf(/** @type {HTMLFormElement} */ form) {
  return /** @type {Field[]} */ ([...form.elements].filter((each) => each.matches(FILLED)));
}

/** Read from the attribute: a field named `action` hides the form's own. */
function actionOf(/** @type {HTMLFormElement} */ form) {
  return new URL(form.getAttribute('action') ?? '', location.href).pathname;
}

/** @returns {HTMLFormElement[]} */
function formsTo(/** @type {string} */ action) {
  return [...document.forms].filter((form) => form.method === 'post' && actionOf(form) === action);
}

/** @returns {KeptForm} */
function wordsOf(/** @type {HTMLFormElement} */ form) {
  const action = actionOf(form);
  const isSaid = (/** @type {Field} */ field) =>
    field.name !== '' && !(field instanceof HTMLInputElement && isTick(field) && !field.checked);
  const fields = fieldsOf(form).filter(isSaid);
  return {
    action,
    index: formsTo(action).indexOf(form),
    fields: fields.map((field) => [field.name, field.value]),
  };
}

function isTick(/** @type {Field} */ field) {
  return field.type === 'checkbox' || field.type === 'radio';
}

function keep(/** @type {HTMLFormElement[]} */ forms) {
  const words = forms.map(wordsOf).filter((each) => each.fields.length > 0);
  // Who signs out leaves nothing behind.
  if (words.length === 0) sessionStorage.removeItem(NAME);
  else sessionStorage.setItem(NAME, JSON.stringify({ person, page, forms: words }));
}

// Before a script takes the form over: it meets the same end.
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && form.method === 'post') keep([form]);
  },
  true,
);

/** The page that follows a form was sent under a session, so that the form was; unless it came by the login. */
function restore() {
  const text = sessionStorage.getItem(NAME);
  if (text === null) return;
  /** @type {Kept} */
  const kept = JSON.parse(text);
  const isUnsent = document.cookie.split('; ').some((each) => each.startsWith(`${COOKIE}=`));
  if (kept.person !== person || !isUnsent) return sessionStorage.removeItem(NAME);
  // Somewhere on the way there; the words wait for their page.
  if (kept.page !== page) return;
  sessionStorage.removeItem(NAME);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is absent on plain http
  document.cookie = `${COOKIE}=;Path=/;Max-Age=0`;
  for (const each of kept.forms) fill(each);
}

function fill(/** @type {KeptForm} */ { action, index, fields }) {
  const forms = formsTo(action);
  const form = forms[index] ?? forms[0];
  const left = [...fields];
  /** @type {Field | undefined} */
  let first;
  for (const field of form ? fieldsOf(form) : []) {
    const isOurs = (/** @type {[string, string]} */ [name, value]) =>
      name === field.name && (!isTick(field) || value === field.value);
    const at = left.findIndex(isOurs);
    if (at < 0) {
      if (field instanceof HTMLInputElement && isTick(field)) field.checked = false;
      continue;
    }
    const [, value = ''] = left.splice(at, 1)[0] ?? [];
    if (field instanceof HTMLInputElement && isTick(field)) field.checked = true;
    else field.value = value;
    if (field instanceof HTMLTextAreaElement) first ??= field;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  tell(form, left.map(([, value]) => value).join('\n'));
  for (let fold = form?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true;
  first?.focus();
}

/** Says that the form waits to be sent, and shows the words for which there is no field any more. */
function tell(/** @type {HTMLFormElement | undefined} */ form, /** @type {string} */ lost) {
  const notice = /** @type {HTMLTemplateElement | null} */ (document.getElementById('form-restored'));
  const said = /** @type {DocumentFragment | undefined} */ (notice?.content.cloneNode(true));
  const words = said?.querySelector('[data-words]');
  if (!said || !words) return;
  words.textContent = lost;
  words.toggleAttribute('hidden', lost.trim() === '');
  if (form) form.prepend(said);
  else document.querySelector('main')?.prepend(said);
}

function showOver(/** @type {boolean} */ isOver) {
  over?.toggleAttribute('hidden', !isOver);
}

document.addEventListener('helpdesk:ended', () => showOver(true));
document.addEventListener('htmx:response:error', (event) => {
  if (/** @type {CustomEvent} */ (event).detail.ctx?.response?.status === 401) showOver(true);
});
// Signed in again in another tab.
document.addEventListener('helpdesk:line', (event) => {
  if (/** @type {CustomEvent<{ on: boolean }>} */ (event).detail.on) showOver(false);
});
over?.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('a')) return;
  const isTyped = (/** @type {HTMLFormElement} */ form) =>
    fieldsOf(form).some(
      (field) => 'defaultValue' in field && !isTick(field) && field.value !== field.defaultValue,
    );
  keep([...document.forms].filter((form) => form.method === 'post' && isTyped(form)));
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is absent on plain http
  document.cookie = `${COOKIE}=1;Path=/;SameSite=Lax;Max-Age=600`;
});

restore();
