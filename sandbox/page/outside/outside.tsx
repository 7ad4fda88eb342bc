import type { Language } from '../../language.ts';
import type { Message } from '../../messages/store.ts';
import type { StoredOrder } from '../../orders/store.ts';
import type { SwitchState } from '../../switches/index.ts';
import { type LanguageProps, Shell } from '../shell.tsx';
import { textsOf } from '../texts.ts';
import { type Example, examplesOf } from './examples.ts';
import { SwitchRow } from './switchRow.tsx';

export interface OutsideProps extends LanguageProps {
  publicUrl: string;
  switches: SwitchState[];
  messages: Message[];
  orders: StoredOrder[];
}

/** The second page: switches, what was sent and ordered, and commands that play the outside from a terminal. */
export function Outside({ language, asked, publicUrl, switches, messages, orders }: OutsideProps) {
  const texts = textsOf(language).outside;
  const styles = ['outside.css'];
  return (
    <Shell language={language} asked={asked} tab="outside" styles={styles} script="outside.js">
      <main id="main" class="page">
        <div class="lead">
          <h1>{texts.title}</h1>
          <p>{texts.intro}</p>
        </div>
        <div class="grid">
          <div class="column">
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
          </div>
          <div class="column">
            <section class="card">
              <h2>
                {texts.messages} (<a href="/sandbox/messages">{texts.all}</a>)
              </h2>
              <ul class="rows" id="messages" data-live>
                {messages.length === 0 && <li class="empty">{texts.noMessages}</li>}
                {messages.map((message) => (
                  <MessageItem message={message} />
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
          </div>
          <section class="card wide">
            <h2>{texts.examples}</h2>
            <p>{texts.examplesText}</p>
            {examplesOf(publicUrl).map((example) => (
              <Command example={example} language={language} />
            ))}
          </section>
        </div>
      </main>
    </Shell>
  );
}

function MessageItem({ message }: { message: Message }) {
  return (
    <li class="item">
      <div class="top">
        <b>{message.to}</b>
        <span>{message.channel}</span>
        <Clock at={message.at} />
      </div>
      {message.subject && <div>{message.subject}</div>}
      <div class="text">{message.text}</div>
    </li>
  );
}

function Links({ language }: { language: Language }) {
  const texts = textsOf(language).outside;
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
  const texts = textsOf(language).outside;
  return (
    <details class="example">
      <summary>{example.title[language]}</summary>
      <pre tabindex={0}>{example.command}</pre>
      <button
        type="button"
        class="button small"
        data-copy={texts.copied}
        aria-label={`${texts.copy}: ${example.title[language]}`}
      >
        {texts.copy}
      </button>
    </details>
  );
}
