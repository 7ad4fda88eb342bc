// @ts-check
// The keyboard the bot put below the chat.
import { sendPlace } from './attachments.js';
import { actAs, chatPerson } from './chatActions.js';
import { byId, el, icon } from './dom.js';
import { texts } from './settings.js';

const area = byId('chat-keyboard', HTMLElement);
let shown = '';

export function showKeyboard(/** @type {import('./live.js').Chat['keyboard']} */ rows) {
  const now = JSON.stringify([rows, chatPerson.current?.phone]);
  if (now === shown) return;
  shown = now;
  area.hidden = rows === null;
  area.replaceChildren(...(rows ?? []).map((row) => el('div', { class: 'keyboard-row' }, ...row.map(keyOf))));
}

/** @returns {HTMLElement} */
function keyOf(/** @type {{ text: string, shares: 'contact' | 'location' | null }} */ { text, shares }) {
  const numberless = shares === 'contact' && chatPerson.current?.phone === null;
  const act = {
    contact: () => actAs('contact'),
    location: sendPlace,
    text: () => actAs('messages', { text }),
  };
  const symbol = shares === 'contact' ? icon('phone') : shares === 'location' ? icon('place') : null;
  return el(
    'button',
    {
      type: 'button',
      class: 'key',
      disabled: numberless,
      title: numberless ? texts.noOwnNumber : null,
      onclick: () => void act[shares ?? 'text'](),
    },
    symbol,
    text,
  );
}
