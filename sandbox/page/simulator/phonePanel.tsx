import type { Language } from '../../language.ts';
import { DEV_SECRETS } from '../../settings.ts';
import { Icon } from '../icons.tsx';
import type { Texts } from '../locales/ru.ts';
import { agentChoices, queueChoices } from './choices.ts';
import { Panel } from './panel.tsx';

/** A telephone: it rings in a queue, an agent answers or nobody does, somebody hangs up. */
export function PhonePanel({ texts, language }: { texts: Texts['simulator']; language: Language }) {
  const { phone } = texts;
  return (
    <Panel
      id="phone"
      icon="phone"
      title={phone.title}
      endpoint={`POST /channels/cti/${DEV_SECRETS.CTI_TOKEN}`}
    >
      <div class="panel-body">
        <div class="display" id="call" data-phase="idle">
          <span class="display-lamp" aria-hidden="true" />
          <p class="display-state" id="call-state" role="status" />
          <p class="display-time" id="call-time" role="timer" aria-live="off" />
          <p class="display-note" id="call-note" />
        </div>
        <p class="notice" id="call-error" role="alert" hidden />
        <div class="stack" data-when="idle ended">
          <div class="field">
            <label for="queue">{phone.queue}</label>
            <select id="queue">
              {queueChoices(language).map(({ value, label }) => (
                <option value={value}>{label}</option>
              ))}
            </select>
          </div>
          <button type="button" class="button call" id="dial">
            <Icon name="phone" />
            {phone.dial}
          </button>
        </div>
        <div class="stack" data-when="ringing" hidden>
          <div class="field">
            <label for="agent">{phone.agent}</label>
            <select id="agent">
              {agentChoices().map(({ value, label }) => (
                <option value={value} data-name={label}>
                  {label} · {value}
                </option>
              ))}
            </select>
          </div>
          <div class="row">
            <button type="button" class="button primary grow" id="answer">
              {phone.answer}
            </button>
            <button type="button" class="button" id="no-answer">
              {phone.noAnswer}
            </button>
          </div>
        </div>
        <div class="stack" data-when="ringing answered" hidden>
          <button type="button" class="button danger" id="hang-up">
            <Icon name="hangup" />
            {phone.hangUp}
          </button>
        </div>
      </div>
    </Panel>
  );
}
