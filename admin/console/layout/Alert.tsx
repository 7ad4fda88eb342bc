import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './Icon.tsx';

export type Tone = 'success' | 'error' | 'warning' | 'info';

const ICONS: Record<Tone, IconName> = { success: 'done', error: 'alert', warning: 'alert', info: 'message' };

/**
 * A notice in the flow of the page; errors are read out at once, the rest when there is time.
 * @param props.answer true for the answer to a form: it gets the focus, so that a reader starts there.
 */
export function Alert(props: {
  tone: Tone;
  title?: string;
  class?: string;
  answer?: boolean;
  children?: Child;
}) {
  return (
    <div
      role={props.tone === 'error' ? 'alert' : 'status'}
      class={`notice notice-${props.tone} ${props.class ?? ''}`}
      tabindex={props.answer ? -1 : undefined}
      autofocus={props.answer}
    >
      <Icon name={ICONS[props.tone]} class="mt-0.5 size-4 shrink-0" />
      <div class="min-w-0">
        {props.title && <p class="font-semibold">{props.title}</p>}
        {props.children && <div class="wrap-anywhere">{props.children}</div>}
      </div>
    </div>
  );
}
