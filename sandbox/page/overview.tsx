import type { Language } from '../language.ts';
import type { Message } from '../messages/store.ts';
import type { StoredOrder } from '../orders/store.ts';
import type { SwitchState } from '../switches/index.ts';
import { type Example, examplesOf } from './examples.ts';
import { SwitchRow } from './switchRow.tsx';
import { textsOf } from './texts.ts';

export interface OverviewProps {
  language: Language;
  publicUrl: string;
  switches: SwitchState[];
  messages: Message[];
  orders: StoredOrder[];
}

/** The overview page of the sandbox. Its style and script come from the same place, so any strict CSP lets it live. */
export function Overview({ language, publicUrl, switches, messages, orders }: OverviewProps) {
  const texts = textsOf(language);
  const other = language === 'ru' ? 'en' : 'ru';
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{texts.title} · HELPDesk</title>
        <link rel="stylesheet" href="/sandbox/overview.css" />
        <script src="/sandbox/overview.js" defer />
      </head>
      <body>
        <div class="wrap">
          <header>
            <div>
              <h1>HELPDesk · {texts.title}</h1>
              <p>{texts.intro}</p>
            </div>
            <nav>
              <a href="/">{texts.console}</a>
              <a href={`?lang=${other}`} hreflang={other}>
                {texts.otherLanguage}
              </a>
            </nav>
          </header>
          <main class="grid">
            <section class="card">
              <h2>{texts.switches}</h2>
              <p>{texts.switchesText}</p>
              <ul class="rows" id="switches" data-live>
                {switches.map((state) => (
                  <SwitchRow state={state} texts={texts} />
                ))}
              </ul>
            </section>
            <section class="card">
              <h2>{texts.systems}</h2>
              <Links language={language} />
            </section>
            <section class="card">
              <h2>
                {texts.messages} (<a href="/sandbox/messages">{texts.all}</a>)
              </h2>
              <ul class="rows" id="messages" data-live>
                {messages.length === 0 && <li class="empty">{texts.noMessages}</li>}
                {messages.map((message) => (
                  <li class="item">
                    <div class="top">
                      <b>{message.to}</b>
                      <span>{message.channel}</span>
                      <Clock at={message.at} />
                    </div>
                    {message.subject && <div>{message.subject}</div>}
                    <div class="text">{message.text}</div>
                  </li>
                ))}
              </ul>
            </section>
            <section class="card">
              <h2>
                {texts.orders} (<a href="/sandbox/tmf-api/serviceOrdering/v4/serviceOrder">{texts.all}</a>)
              </h2>
              <ul class="rows" id="orders" data-live>
                {orders.length === 0 && <li class="empty">{texts.noOrders}</li>}
                {orders.map((order) => (
                  <OrderItem order={order} />
                ))}
              </ul>
            </section>
            <section class="card wide">
              <h2>{texts.examples}</h2>
              <p>{texts.examplesText}</p>
              <div class="examples">
                {examplesOf(publicUrl).map((example) => (
                  <Command example={example} language={language} />
                ))}
              </div>
            </section>
          </main>
        </div>
      </body>
    </html>
  );
}

function Links({ language }: { language: Language }) {
  const texts = textsOf(language);
  const customers = '/sandbox/tmf-api/customerManagement/v4/customer';
  return (
    <ul class="rows">
      <li>
        <a class="name" href={`${customers}?limit=20`}>
          {texts.links.customers}
        </a>
        <a href={`${customers}?phone=79160000042`}>{texts.one}</a>
        <a href={`${customers}?phone=79160000099`}>{texts.two}</a>
        <a href={`${customers}?phone=79990000000`}>{texts.none}</a>
      </li>
      <li>
        <a class="name" href="/sandbox/tmf-api/serviceOrdering/v4/serviceOrder">
          {texts.links.orders}
        </a>
      </li>
      <li>
        <a class="name" href="/sandbox/tmf-api/serviceCatalogManagement/v4/serviceSpecification">
          {texts.links.catalogue}
        </a>
      </li>
      <li>
        <a class="name" href="/sandbox/realms/helpdesk/.well-known/openid-configuration">
          {texts.discovery}
        </a>
      </li>
      <li>
        <span class="name">{texts.links.identity}</span>
        <code>/sandbox/admin/realms/helpdesk</code>
      </li>
      <li>
        <span class="name">{texts.links.sms}</span>
        <code>/sandbox/sms/cgi-bin/sendsms</code>
      </li>
      <li>
        <span class="name">{texts.links.telegram}</span>
        <code>/sandbox/telegram</code>
      </li>
    </ul>
  );
}

function OrderItem({ order }: { order: StoredOrder }) {
  const [item] = order.body.serviceOrderItem;
  return (
    <li class="item">
      <div class="top">
        <b>
          <a href={`/sandbox/tmf-api/serviceOrdering/v4/serviceOrder/${order.id}`}>{order.id}</a>
        </b>
        <span>{order.state}</span>
        <Clock at={order.ordered_at.toISOString()} />
      </div>
      <div class="text">
        {item?.service.serviceSpecification?.id ?? item?.service.id ?? ''} · {order.external_id}
      </div>
    </li>
  );
}

function Clock({ at }: { at: string }) {
  return <time datetime={at}>{at.slice(11, 19)} UTC</time>;
}

function Command({ example, language }: { example: Example; language: Language }) {
  const texts = textsOf(language);
  return (
    <div class="example">
      <div class="head">
        <h3>{example.title[language]}</h3>
        <button
          type="button"
          data-copy={texts.copied}
          aria-label={`${texts.copy}: ${example.title[language]}`}
        >
          {texts.copy}
        </button>
      </div>
      <pre tabindex={0}>{example.command}</pre>
    </div>
  );
}
