import type { PropsWithChildren } from 'hono/jsx';
import type { Page } from '../../env.ts';
import { Talk, type TalkProps } from './Talk.tsx';

/**
 * What the customer and we said to each other.
 * @param props.children stand below it: the form for what to say next.
 */
export function Conversation(props: PropsWithChildren<TalkProps & { page: Page }>) {
  return (
    <section class="panel" id="conversation" aria-labelledby="said">
      <h2 id="said" class="panel-title">
        {props.page.t('talk.title')}
      </h2>
      <Talk {...props} />
      {props.children}
    </section>
  );
}
