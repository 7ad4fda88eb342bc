// @ts-check
// Forms marked [data-send] are sent without leaving the page first: while the server is away, what was entered stays,
// with a word why. Without this script they are forms like any other.

const { htmx } =
  /** @type {{ htmx: { swap(ctx: { text: string, target: Element, swap: string, sourceElement: Element }): Promise<void> } }} */ (
    /** @type {unknown} */ (globalThis)
  );

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    if (!form?.matches('[data-send]')) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    send(form, event.submitter);
  },
  true,
);

async function send(/** @type {HTMLFormElement} */ form, /** @type {HTMLElement | null} */ submitter) {
  form.dataset.sent = 'yes';
  form.querySelector('[data-send-failed]')?.remove();
  const fields = [...new FormData(form, submitter)].map(([name, value]) => [name, String(value)]);
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'text/html', 'X-Sent-Form': 'yes' },
    });
    const next = response.headers.get('X-Location');
    if (next !== null) return location.assign(next);
    if (response.status >= 500) return tellFailed(form);
    await show(await response.text());
  } catch {
    tellFailed(form);
  } finally {
    delete form.dataset.sent;
  }
}

/** A refused form: the page as it then is, with the refusal and what was entered. */
async function show(/** @type {string} */ html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const target = document.getElementById('main');
  const main = page.getElementById('main');
  if (!target || !main) return location.reload();
  document.title = page.title;
  await htmx.swap({ text: main.innerHTML, target, swap: 'innerHTML', sourceElement: document.body });
  const answer = target.querySelector('[autofocus]');
  if (answer instanceof HTMLElement) answer.focus();
  window.scrollTo({ top: 0, behavior: 'instant' });
}

function tellFailed(/** @type {HTMLFormElement} */ form) {
  const template = document.getElementById('send-failed');
  if (!(template instanceof HTMLTemplateElement)) return;
  const words = document.createElement('div');
  words.dataset.sendFailed = '';
  words.append(template.content.cloneNode(true));
  form.prepend(words);
  words.scrollIntoView({ block: 'nearest' });
}
