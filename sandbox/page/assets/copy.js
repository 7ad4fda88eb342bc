// @ts-check

/** Copies a text. Off https the old way is the only one. */
export async function copy(/** @type {string} */ text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
