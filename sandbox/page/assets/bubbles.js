// @ts-check
// One message of the chat with the bot.
import { actAs } from './chatActions.js';
import { el, icon } from './dom.js';
import { say, texts } from './settings.js';
import { phoneOf, sizeOf, timeOf } from './words.js';

/** @typedef {import('./live.js').Bubble & { personId: number, pressed: string | null, blocked: boolean }} ShownBubble */

/** @returns {HTMLElement} */
export function bubbleOf(/** @type {ShownBubble} */ bubble) {
  const own = bubble.from === 'person';
  return el(
    'article',
    { class: `bubble ${own ? 'own' : 'theirs'}` },
    fileOf(bubble),
    bubble.location && placeOf(bubble.location),
    bubble.contact && contactOf(bubble.contact),
    bubble.text !== null && el('p', { class: 'bubble-text' }, bubble.text),
    el(
      'p',
      { class: 'bubble-meta' },
      bubble.edited && `${texts.edited} · `,
      el('time', {}, timeOf(bubble.at)),
      own &&
        el('span', { class: 'tick', title: bubble.delivered ? texts.atBot : texts.toBot }, tickOf(bubble)),
    ),
    bubble.buttons.length > 0 && buttonsOf(bubble),
  );
}

function tickOf(/** @type {ShownBubble} */ { delivered }) {
  const tick = el('span', { class: 'sr-only' }, delivered ? texts.atBot : texts.toBot);
  const both = document.createDocumentFragment();
  both.append(icon(delivered ? 'checks' : 'clock'), tick);
  return both;
}

function buttonsOf(/** @type {ShownBubble} */ { id, buttons, pressed, blocked }) {
  const rows = buttons.map((row) =>
    el('div', { class: 'inline-row' }, ...row.map((button) => buttonOf(button))),
  );
  return el('div', { class: 'inline-keyboard' }, ...rows);

  /** @returns {HTMLElement} */
  function buttonOf(/** @type {import('./live.js').InlineButton} */ { text, data, url }) {
    if (url !== null && /^https?:/.test(url)) {
      const attributes = {
        class: 'inline-button',
        href: url,
        target: '_blank',
        rel: 'noopener',
        title: texts.openLink,
      };
      return el('a', attributes, text, icon('open'));
    }
    const onclick = () => void actAs('press', { messageId: id, data });
    const busy = pressed !== null && pressed === data;
    const attributes = {
      type: 'button',
      class: 'inline-button',
      disabled: blocked || data === null,
      onclick,
    };
    return el('button', { ...attributes, 'aria-busy': busy ? 'true' : null }, text);
  }
}

function fileOf(/** @type {ShownBubble} */ { file, personId }) {
  if (!file) return null;
  const src = `/sandbox/telegram/people/${personId}/files/${file.id}`;
  if (file.kind === 'photo')
    return el('img', { class: 'bubble-photo', src, alt: texts.photo, width: 240, height: 180 });
  if (file.kind === 'voice')
    return el('audio', { controls: true, preload: 'metadata', src, 'aria-label': texts.voiceMessage });
  const name = say('fileOf', { name: file.name ?? '', size: sizeOf(file.size) });
  return el('a', { class: 'bubble-file', href: src, download: file.name ?? '' }, icon('file'), name);
}

function placeOf(/** @type {{ latitude: number, longitude: number }} */ { latitude, longitude }) {
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return el('p', { class: 'bubble-card' }, icon('place'), el('span', {}, el('b', {}, texts.place), place));
}

function contactOf(/** @type {{ phone: string, name: string }} */ { phone, name }) {
  return el('p', { class: 'bubble-card' }, icon('person'), el('span', {}, el('b', {}, name), phoneOf(phone)));
}
