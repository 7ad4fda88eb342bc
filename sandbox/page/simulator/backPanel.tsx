import type { Texts } from '../locales/ru.ts';
import { Panel } from './panel.tsx';

/** What came back: the requests of the number, what the customer was sent, what the supervisors were sent. */
export function BackPanel({ texts }: { texts: Texts['simulator'] }) {
  const { back } = texts;
  const groups = [
    { id: 'back-requests', title: back.requests },
    { id: 'back-customer', title: back.customer },
    { id: 'back-mail', title: back.mail },
  ];
  return (
    <Panel
      id="back"
      icon="inbox"
      title={back.title}
      tools={
        <p class="live" id="live" role="status">
          <span class="live-on">{back.live}</span>
          <span class="live-off">{back.lost}</span>
        </p>
      }
    >
      <div class="back-groups">
        {groups.map(({ id, title }) => (
          <section class="back-group" aria-labelledby={`${id}-title`}>
            <h3 id={`${id}-title`}>{title}</h3>
            <ul class="back-list" id={id} />
          </section>
        ))}
      </div>
    </Panel>
  );
}
