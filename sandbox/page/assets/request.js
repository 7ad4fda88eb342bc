// @ts-check
// One HTTP request as an action of the page makes it: sent, told as a curl command, shown.
import { publicUrl } from './settings.js';

/**
 * @typedef {object} Request
 * @property {string} title what the person did
 * @property {'POST' | 'PUT'} method
 * @property {string} path of this origin
 * @property {Record<string, string>} [headers]
 * @property {string | FormData} [body]
 */

/**
 * @typedef {object} Answer
 * @property {boolean} ok
 * @property {number | null} status null where no answer came
 * @property {string} text
 * @property {number} milliseconds
 */

/** Sends it. Never throws. @returns {Promise<Answer>} */
export async function exchange(/** @type {Request} */ { method, path, headers, body }) {
  const started = performance.now();
  const passed = () => Math.round(performance.now() - started);
  try {
    const response = await fetch(path, { method, headers, body });
    const text = await response.text();
    return { ok: response.ok, status: response.status, text, milliseconds: passed() };
  } catch {
    return { ok: false, status: null, text: '', milliseconds: passed() };
  }
}

/** A request with a JSON body. @returns {Request} */
export function jsonRequest(
  /** @type {string} */ title,
  /** @type {'POST' | 'PUT'} */ method,
  /** @type {string} */ path,
  /** @type {object} */ body,
) {
  return { title, method, path, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

/** The same request as a command for a terminal. */
export function asCurl(/** @type {Request} */ { method, path, headers = {}, body }) {
  const parts = [`curl -X ${method} ${quote(new URL(path, publicUrl).href)}`];
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  if (typeof body === 'string') parts.push(`--data-raw ${quote(body)}`);
  else if (body) {
    for (const [name, value] of body) {
      parts.push(`-F ${quote(value instanceof File ? `${name}=@${value.name}` : `${name}=${value}`)}`);
    }
  }
  return parts.join(' \\\n  ');
}

/** Head and body as they go over the wire, for people. */
export function asText(/** @type {Request} */ { method, path, headers = {}, body }) {
  const head = [`${method} ${path}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return [...head, ...bodyLines(body)].join('\n');
}

/** JSON with its lines broken; any other text as it is. */
export function pretty(/** @type {string} */ text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function bodyLines(/** @type {string | FormData | undefined} */ body) {
  if (body === undefined) return [];
  if (typeof body === 'string') return ['', pretty(body)];
  return ['', ...[...body].map(([name, value]) => `${name}: ${value instanceof File ? value.name : value}`)];
}

function quote(/** @type {string} */ text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
