// @ts-check
// What a person attaches: samples of the page, or a file of his own.
import { actAs, complainOfChat } from './chatActions.js';
import { byId } from './dom.js';
import { texts } from './settings.js';

const MAX_BYTES = 20 * 1024 * 1024;
/** Somewhere in Moscow. */
const PLACE = { latitude: 55.75393, longitude: 37.62079 };
const menu = byId('attachments', HTMLElement);
const toggle = byId('attach', HTMLButtonElement);
const input = byId('attachment-file', HTMLInputElement);

export function startAttachments() {
  toggle.addEventListener('click', () => open(toggle.getAttribute('aria-expanded') !== 'true'));
  menu.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button) void attach(button.dataset.attach ?? '');
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') open(false);
  });
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void sendFile(file);
    input.value = '';
  });
}

/** Tells the bot where the person is. */
export function sendPlace() {
  return actAs('location', PLACE);
}

async function attach(/** @type {string} */ kind) {
  if (kind === 'file') return input.click();
  open(false);
  if (kind === 'location') return sendPlace();
  if (kind === 'photo') {
    const form = await sample('router.jpg', 'image/jpeg');
    form.set('width', '960');
    form.set('height', '720');
    return actAs('photo', form);
  }
  const form = await sample('voice.ogg', 'audio/ogg');
  form.set('duration', '2');
  return actAs('voice', form);
}

async function sendFile(/** @type {File} */ file) {
  open(false);
  if (file.size > MAX_BYTES) return complainOfChat(texts.tooLong ?? '');
  const form = new FormData();
  form.set('file', file);
  const size = file.type.startsWith('image/') ? await measure(file) : null;
  if (size) for (const [name, value] of Object.entries(size)) form.set(name, String(value));
  return actAs(size ? 'photo' : file.type === 'audio/ogg' ? 'voice' : 'document', form);
}

/** Width and height of a picture; null where the browser cannot show it. */
async function measure(/** @type {File} */ file) {
  try {
    const { width, height } = await createImageBitmap(file);
    return { width, height };
  } catch {
    return null;
  }
}

async function sample(/** @type {string} */ name, /** @type {string} */ type) {
  const response = await fetch(`/sandbox/assets/${name}`);
  const form = new FormData();
  form.set('file', new File([await response.blob()], name, { type }));
  return form;
}

function open(/** @type {boolean} */ on) {
  menu.hidden = !on;
  toggle.setAttribute('aria-expanded', String(on));
  if (!on && menu.contains(document.activeElement)) toggle.focus();
}
