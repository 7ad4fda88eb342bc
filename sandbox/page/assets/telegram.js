// @ts-check
// The chat with the bot: what the person does in his app, and what the bot said.
import { startAttachments } from './attachments.js';
import { bubbleOf } from './bubbles.js';
import { actAs, chatPerson } from './chatActions.js';
import { composer } from './composer.js';
import { customer } from './customer.js';
import { byId, el, followThread, renew } from './dom.js';
import { showKeyboard } from './keyboard.js';
import { onSeen } from './live.js';
import { texts } from './settings.js';
import { showPress } from './toast.js';

const thread = byId('chat-thread', HTMLElement);
const form = byId('chat-form', HTMLFormElement);
const field = byId('chat-text', HTMLTextAreaElement);
const blockSwitch = byId('bot-blocked', HTMLInputElement);
const blockedBar = byId('chat-blocked', HTMLElement);
const unblock = byId('unblock', HTMLButtonElement);
const state = byId('bot-state', HTMLElement);
const commands = byId('commands', HTMLElement);
const writing = composer(form, field);
const renewThread = followThread(thread);

export function startTelegram() {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = writing.take();
    if (text !== '') void say(text);
  });
  blockSwitch.addEventListener('change', () => void actAs('block', { blocked: blockSwitch.checked }));
  unblock.addEventListener('click', () => void actAs('block', { blocked: false }));
  customer.addEventListener('change', () => thread.replaceChildren());
  startAttachments();
  onSeen(({ subscriber, chat }) => {
    chatPerson.current = subscriber;
    showChat(chat, subscriber.blocked);
  });
}

async function say(/** @type {string} */ text) {
  const answer = await actAs('messages', { text });
  if (!answer.ok) writing.giveBack(text);
}

function showChat(/** @type {import('./live.js').Chat} */ chat, /** @type {boolean} */ blocked) {
  const words = { polling: texts.botPolling, webhook: texts.botWebhook, away: texts.botAway };
  const told = words[chat.bot] ?? '';
  if (state.textContent !== told) state.textContent = told;
  state.dataset.state = chat.bot;
  blockSwitch.checked = blocked;
  form.hidden = blocked;
  blockedBar.hidden = !blocked;
  showCommands(chat.commands, blocked);
  showKeyboard(blocked ? null : chat.keyboard);
  const pressed = showPress(chatPerson.current?.id ?? 0, chat.press);
  renewThread(() => {
    if (chat.bubbles.length === 0) return showEmpty(blocked);
    const items = chat.bubbles.map((bubble) => ({
      ...bubble,
      personId: chatPerson.current?.id ?? 0,
      pressed: pressed?.messageId === bubble.id ? pressed.data : null,
      blocked,
    }));
    renew(thread, items, ({ id }) => String(id), bubbleOf);
  });
}

function showEmpty(/** @type {boolean} */ blocked) {
  const onclick = () => void say('/start');
  renew(
    thread,
    [{ blocked }],
    () => 'empty',
    () =>
      el(
        'div',
        { class: 'empty' },
        el('p', {}, blocked ? texts.chatBlocked : texts.chatEmpty),
        !blocked && el('button', { type: 'button', class: 'button primary', onclick }, texts.start),
      ),
  );
}

/** The bot's menu, as buttons that say its commands. */
function showCommands(
  /** @type {import('./live.js').Chat['commands']} */ list,
  /** @type {boolean} */ blocked,
) {
  commands.hidden = blocked || list.length === 0;
  renew(
    commands,
    list,
    ({ command }) => command,
    ({ command, description }) => {
      const onclick = () => void say(`/${command}`);
      return el('button', { type: 'button', class: 'chip', title: description, onclick }, `/${command}`);
    },
  );
}
