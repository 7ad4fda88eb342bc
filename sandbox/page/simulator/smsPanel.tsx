import { Icon } from '../icons.tsx';
import type { Texts } from '../locales/ru.ts';
import { Panel, Switch } from './panel.tsx';

/** Text messages: what the customer wrote, and what he was sent. */
export function SmsPanel({ texts }: { texts: Texts['simulator'] }) {
  const { sms } = texts;
  return (
    <Panel
      id="sms"
      icon="sms"
      title={sms.title}
      endpoint="POST /channels/sms/kannel"
      state={
        <>
          <p id="sms-state">{sms.shortNumber}</p>
          <Switch id="phone-off" label={sms.off} />
        </>
      }
    >
      <section class="thread" id="sms-thread" role="log" aria-label={sms.thread} tabindex={0} />
      <form class="composer" id="sms-form">
        <label class="sr-only" for="sms-text">
          {sms.text}
        </label>
        <textarea id="sms-text" rows={1} maxlength={1000} placeholder={sms.placeholder} />
        <button type="submit" class="button primary round" aria-label={sms.send} title={sms.send}>
          <Icon name="send" />
        </button>
      </form>
    </Panel>
  );
}
