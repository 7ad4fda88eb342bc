import { DEV_SECRETS } from '../../settings.ts';
import { type LanguageProps, Shell } from '../shell.tsx';
import { textsOf } from '../texts.ts';
import { BackPanel } from './backPanel.tsx';
import { BusPanel } from './busPanel.tsx';
import { CustomerBar } from './customerBar.tsx';
import { Journal } from './journal.tsx';
import { PhonePanel } from './phonePanel.tsx';
import { SmsPanel } from './smsPanel.tsx';
import { TelegramPanel } from './telegramPanel.tsx';

const STYLES = ['customer.css', 'board.css', 'chat.css', 'back.css', 'journal.css'];

/**
 * One screen on which a newcomer is the customer. The page is drawn here; its script sends what he does to the house
 * at the addresses the outside uses, and shows what comes back.
 * @param props.publicUrl the house's own address, for commands to copy.
 */
export function Simulator({ language, asked, publicUrl }: LanguageProps & { publicUrl: string }) {
  const { simulator: texts, script } = textsOf(language);
  const settings = { language, publicUrl, texts: script, secrets: secretsOfThePage() };
  const sections = [
    { id: 'phone', title: texts.phone.title },
    { id: 'sms', title: texts.sms.title },
    { id: 'telegram', title: texts.telegram.title },
    { id: 'bus', title: texts.bus.title },
    { id: 'back', title: texts.back.title },
  ];
  return (
    <Shell language={language} asked={asked} tab="simulator" styles={STYLES} script="simulator.js">
      <main id="main" class="page" data-settings={JSON.stringify(settings)}>
        <noscript>
          <p class="notice">{texts.noScript}</p>
        </noscript>
        <CustomerBar texts={texts} />
        <nav class="jumps" aria-label={texts.sections}>
          {sections.map(({ id, title }) => (
            <a href={`#${id}`}>{title}</a>
          ))}
        </nav>
        <div class="board">
          <PhonePanel texts={texts} language={language} />
          <SmsPanel texts={texts} />
          <TelegramPanel texts={texts} />
          <BusPanel texts={texts} language={language} />
          <BackPanel texts={texts} />
        </div>
        <Journal texts={texts} />
      </main>
    </Shell>
  );
}

/** What the outside needs to be let in. On the embedded stack everybody knows them. */
function secretsOfThePage() {
  return {
    cti: DEV_SECRETS.CTI_TOKEN,
    sms: DEV_SECRETS.SMS_GATEWAY_TOKEN,
    esb: DEV_SECRETS.ESB_TOKEN,
    apiClient: 'helpdesk-api',
    apiSecret: 'dev-api',
  };
}
