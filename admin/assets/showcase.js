// @ts-check
// The showcase's own script: a choice applies at once, and the address always says what is shown.

document.addEventListener('change', (event) => {
  const field = event.target;
  if (field instanceof HTMLSelectElement && field.form?.id === 'showcase-filter') field.form.requestSubmit();
});

/** What does not filter has no place in the address. */
document.addEventListener('formdata', (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.target.id !== 'showcase-filter') return;
  for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name);
});

const figures = () => document.getElementById('showcase-figures');

/** While days are chosen and not asked for yet, what is shown stays as it is. */
function hold() {
  const days = /** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll('#showcase-filter input[type=date]')
  );
  const isEdited = [...days].some((field) => field.value !== field.defaultValue);
  figures()?.toggleAttribute('data-busy', isEdited);
  if (!isEdited) document.dispatchEvent(new CustomEvent('helpdesk:idle'));
}
document.addEventListener('input', (event) => {
  if (event.target instanceof Element && event.target.closest('#showcase-filter')) hold();
});
document.addEventListener('htmx:after:swap', hold);

// Figures asked for before the filter was changed are of the old one.
document.addEventListener('htmx:config:request', (event) => {
  const { ctx } = /** @type {CustomEvent} */ (event).detail;
  if (ctx.sourceElement === figures()) ctx.figuresOf = figures()?.getAttribute('hx-get');
});
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = /** @type {CustomEvent} */ (event).detail;
  if (ctx.sourceElement === figures() && ctx.figuresOf !== figures()?.getAttribute('hx-get')) {
    event.preventDefault();
  }
});

/** htmx keeps out of the history in this house: the part brings its address along. */
document.addEventListener('htmx:after:swap', () => {
  const address = document.getElementById('showcase')?.dataset.address;
  if (address === undefined || address === location.pathname + location.search) return;
  history.pushState({ showcase: true }, '', address);
});
window.addEventListener('popstate', () => location.reload());
