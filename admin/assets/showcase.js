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

/** htmx keeps out of the history in this house: the part brings its address along. */
document.addEventListener('htmx:after:swap', () => {
  const address = document.getElementById('showcase')?.dataset.address;
  if (address === undefined || address === location.pathname + location.search) return;
  history.pushState({ showcase: true }, '', address);
});
window.addEventListener('popstate', () => location.reload());
