// @ts-check
// The requests of the number, by the house's public API, as another system would read them.
import { customer } from './customer.js';
import { byId, el, icon, renew } from './dom.js';
import { onSeen } from './live.js';
import { language, secrets, texts } from './settings.js';
import { timeOf } from './words.js';

/**
 * @typedef {object} ServiceRequest
 * @property {string} id
 * @property {string} number
 * @property {string} status
 * @property {string | null} [serviceId]
 * @property {string | null} [serviceName]
 * @property {string | null} [serviceNameEn]
 * @property {string} createdAt
 */

const SHOWN = 5;
const EVERY_MS = 3000;
const TOKEN = '/sandbox/realms/helpdesk/protocol/openid-connect/token';
const list = byId('back-requests', HTMLUListElement);
let token = '';
let lookedAt = 0;
let looking = false;

export function startRequests() {
  customer.addEventListener('change', () => {
    list.replaceChildren();
    lookedAt = 0;
  });
  onSeen(() => void look());
}

async function look() {
  if (looking || Date.now() - lookedAt < EVERY_MS) return;
  const { number } = customer;
  if (number === 'anonymous') return showNote(texts.requestsAnonymous);
  looking = true;
  lookedAt = Date.now();
  const found = await fetchRequests(number).catch(() => null);
  looking = false;
  if (number !== customer.number) return;
  if (found === null) showNote(texts.requestsAway);
  else if (found.length === 0) showNote(texts.requestsEmpty);
  else renew(list, found, ({ id }) => id, itemOf);
}

/** @returns {Promise<ServiceRequest[]>} @throws when there is no such list to be had now */
async function fetchRequests(/** @type {string} */ number) {
  token ||= await fetchToken();
  const query = new URLSearchParams({ phone: number, limit: String(SHOWN) });
  const response = await fetch(`/api/v1/service-requests?${query}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (response.status === 401) token = '';
  if (!response.ok) throw new Error(`the API answered ${response.status}`);
  return (await response.json()).items;
}

/** A token of the system that sees all requests (client credentials, RFC 6749 §4.4). */
async function fetchToken() {
  const response = await fetch(TOKEN, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${secrets.apiClient}:${secrets.apiSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
  return (await response.json()).access_token;
}

function itemOf(/** @type {ServiceRequest} */ request) {
  const { id, number, status, createdAt } = request;
  const named = language === 'en' ? request.serviceNameEn : request.serviceName;
  return el(
    'li',
    { class: 'back-item' },
    el(
      'a',
      { class: 'request', href: `/requests/${id}` },
      el(
        'span',
        { class: 'back-top' },
        el('b', {}, number),
        el('span', { class: `step step-${status}` }, texts.statuses[status] ?? status),
        el('time', {}, timeOf(createdAt)),
        icon('open'),
      ),
      el('span', { class: 'back-text' }, named ?? request.serviceId ?? texts.service),
    ),
  );
}

function showNote(/** @type {string | undefined} */ text) {
  if (list.textContent !== text) list.replaceChildren(el('li', { class: 'empty' }, text));
}
