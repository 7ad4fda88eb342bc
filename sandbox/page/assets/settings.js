// @ts-check
// What the server gave the page: language, texts, secrets of the outside.

const main = document.getElementById('main');
const given = JSON.parse(main?.dataset.settings ?? '{}');

/** @type {'ru' | 'en'} */
export const language = given.language;
/** The house's own address, for commands to copy. @type {string} */
export const publicUrl = given.publicUrl;
/** @type {{ cti: string, sms: string, esb: string, apiClient: string, apiSecret: string }} */
export const secrets = given.secrets;
/** Texts that take no values. @type {Record<string, string> & { statuses: Record<string, string> }} */
export const texts = given.texts;

/** A text with its values put in. */
export function say(/** @type {string} */ key, /** @type {Record<string, unknown>} */ values) {
  return String(texts[key]).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}
