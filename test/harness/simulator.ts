/** A message of the bot, as the person sees it. */
export interface ChatMessage {
  id: number;
  text: string | null;
  buttons: { text: string; data: string }[];
}

interface Played {
  subscriber: { id: number };
  sms: { text: string }[];
}

interface Sent {
  items: { id: string; channel: string; text: string; replyMarkup?: unknown }[];
}

/** A customer played by way of the sandbox: what the simulator page does for a person, done for a test. */
export interface PlayedCustomer {
  /** His id at Telegram. */
  id: number;
  say(text: string): Promise<void>;
  shareContact(): Promise<void>;
  sendPhoto(bytes: Uint8Array, caption?: string): Promise<void>;
  press(message: ChatMessage, label: string): Promise<void>;
  block(): Promise<void>;
  /** What the bot has sent him, oldest first. */
  chat(): Promise<ChatMessage[]>;
  sms(): Promise<string[]>;
}

/** Begins to play the owner of a number. @param base of the house with its sandbox. */
export async function playCustomer(base: string, number: string): Promise<PlayedCustomer> {
  const subscriberPath = `/sandbox/subscribers/${encodeURIComponent(number)}`;
  const call = async (method: string, path: string, body?: object | FormData) => {
    const isForm = body instanceof FormData;
    const response = await fetch(base + path, {
      method,
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
      headers: isForm || !body ? {} : { 'content-type': 'application/json' },
    });
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json() as Promise<unknown>;
  };
  const { id } = (await call('PUT', subscriberPath, {})) as { id: number };
  const own = `/sandbox/telegram/people/${id}`;
  return {
    id,
    say: async (text) => void (await call('POST', `${own}/messages`, { text })),
    shareContact: async () => void (await call('POST', `${own}/contact`)),
    async sendPhoto(bytes, caption) {
      const form = new FormData();
      form.set('file', new File([Uint8Array.from(bytes)], 'photo.png', { type: 'image/png' }));
      if (caption !== undefined) form.set('caption', caption);
      await call('POST', `${own}/photo`, form);
    },
    async press(message, label) {
      const button = message.buttons.find((each) => each.text.includes(label));
      if (!button) throw new Error(`no button ${label} among ${message.buttons.map((each) => each.text)}`);
      await call('POST', `${own}/press`, { messageId: message.id, data: button.data });
    },
    block: async () => void (await call('PUT', `${own}/block`, { blocked: true })),
    async chat() {
      const { items } = (await call('GET', `/sandbox/messages?to=${id}&channel=telegram`)) as Sent;
      return items.reverse().map((each) => ({
        id: Number(each.id),
        text: each.text,
        buttons: buttonsOf(each.replyMarkup),
      }));
    },
    sms: async () => ((await call('GET', subscriberPath)) as Played).sms.map((each) => each.text),
  };
}

function buttonsOf(markup: unknown): ChatMessage['buttons'] {
  const { inline_keyboard: rows = [] } = (markup ?? {}) as {
    inline_keyboard?: { text: string; callback_data: string }[][];
  };
  return rows.flat().map((button) => ({ text: button.text, data: button.callback_data }));
}
