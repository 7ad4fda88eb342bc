// @ts-check
// The field messages are written in.

/** A field that grows with its text; Enter sends, Shift+Enter breaks the line. */
export function composer(/** @type {HTMLFormElement} */ form, /** @type {HTMLTextAreaElement} */ field) {
  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight + 2, 140)}px`;
  };
  field.addEventListener('input', grow);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return {
    /** Empties the field. @returns what was in it, without spaces around. */
    take() {
      const text = field.value.trim();
      field.value = '';
      grow();
      return text;
    },
    /** Puts a text back that was not taken, unless another is begun. */
    giveBack(/** @type {string} */ text) {
      if (field.value === '') field.value = text;
      grow();
    },
  };
}
