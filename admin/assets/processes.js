// @ts-check
// The editor of processes: what is typed is not lost to a careless click.

const editor = document.querySelector('form[data-unsaved]');
if (editor instanceof HTMLFormElement) guard(editor);

/** Asks before the page is left while something is typed that no button has taken along. */
function guard(/** @type {HTMLFormElement} */ form) {
  form.addEventListener('input', () => {
    form.dataset.unsaved = 'yes';
  });
  form.addEventListener('submit', () => {
    form.dataset.unsaved = 'no';
  });
  window.addEventListener('beforeunload', (event) => {
    if (form.dataset.unsaved === 'yes') event.preventDefault();
  });
}
