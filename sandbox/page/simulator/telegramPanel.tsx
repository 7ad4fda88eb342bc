import { Icon, type IconName } from '../icons.tsx';
import type { Texts } from '../locales/ru.ts';
import { Panel, Switch } from './panel.tsx';

/** The chat with the bot: bubbles, buttons, keyboard, attachments. */
export function TelegramPanel({ texts }: { texts: Texts['simulator'] }) {
  const { telegram } = texts;
  const attachments: { kind: string; icon: IconName; label: string }[] = [
    { kind: 'photo', icon: 'image', label: telegram.photo },
    { kind: 'voice', icon: 'voice', label: telegram.voice },
    { kind: 'location', icon: 'place', label: telegram.location },
    { kind: 'file', icon: 'file', label: telegram.file },
  ];
  return (
    <Panel
      id="telegram"
      icon="telegram"
      title={telegram.title}
      endpoint="/sandbox/telegram · Bot API"
      state={
        <>
          <p class="bot-state" id="bot-state" role="status" />
          <Switch id="bot-blocked" label={telegram.block} />
        </>
      }
    >
      <section
        class="thread wallpaper"
        id="chat-thread"
        role="log"
        aria-label={telegram.thread}
        tabindex={0}
      />
      <div class="toast" id="chat-toast" role="status" hidden>
        <span id="chat-toast-text" />
        <button type="button" class="icon-button" id="chat-toast-close" aria-label={telegram.close}>
          <Icon name="close" />
        </button>
      </div>
      <p class="notice" id="chat-error" role="alert" hidden />
      <div class="attachments" id="attachments" hidden>
        {attachments.map(({ kind, icon, label }) => (
          <button type="button" class="button small" data-attach={kind}>
            <Icon name={icon} />
            {label}
          </button>
        ))}
        <input type="file" id="attachment-file" hidden />
      </div>
      <div class="commands" id="commands" hidden />
      <form class="composer" id="chat-form">
        <button
          type="button"
          class="button round"
          id="attach"
          aria-label={telegram.attach}
          title={telegram.attach}
          aria-expanded="false"
          aria-controls="attachments"
        >
          <Icon name="clip" />
        </button>
        <label class="sr-only" for="chat-text">
          {telegram.text}
        </label>
        <textarea id="chat-text" rows={1} maxlength={4096} placeholder={telegram.placeholder} />
        <button type="submit" class="button primary round" aria-label={telegram.send} title={telegram.send}>
          <Icon name="send" />
        </button>
      </form>
      <div class="composer" id="chat-blocked" hidden>
        <button type="button" class="button grow" id="unblock">
          {telegram.unblock}
        </button>
      </div>
      <div class="keyboard" id="chat-keyboard" hidden />
    </Panel>
  );
}
