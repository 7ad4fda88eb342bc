import type { Language } from '../../language.ts';
import type { Texts } from '../locales/ru.ts';
import { serviceChoices } from './choices.ts';
import { Panel } from './panel.tsx';

/** An event another system puts on the bus. */
export function BusPanel({ texts, language }: { texts: Texts['simulator']; language: Language }) {
  const { bus } = texts;
  return (
    <Panel id="bus" icon="bus" title={bus.title} endpoint="POST /channels/esb/events">
      <form class="panel-body stack" id="bus-form" novalidate>
        <div class="field">
          <label for="bus-phone">{bus.phone}</label>
          <input id="bus-phone" type="text" inputmode="tel" autocomplete="off" maxlength={255} required />
        </div>
        <div class="field">
          <label for="bus-service">{bus.service}</label>
          <select id="bus-service">
            <option value="">{bus.noService}</option>
            {serviceChoices(language).map(({ value, label }) => (
              <option value={value}>{label}</option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="bus-text">{bus.text}</label>
          <textarea id="bus-text" rows={2} maxlength={2000} required>
            {bus.sample}
          </textarea>
        </div>
        <p class="notice" id="bus-error" role="alert" hidden />
        <button type="submit" class="button primary">
          {bus.send}
        </button>
        <details class="preview" id="bus-event">
          <summary>{bus.preview}</summary>
          <pre id="bus-preview" tabindex={0} />
        </details>
      </form>
    </Panel>
  );
}
