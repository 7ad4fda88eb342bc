import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './Icon.tsx';

/** What a list shows when it has nothing. */
export function Empty(props: { icon: IconName; title: string; hint: string; children?: Child }) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={props.icon} class="size-6" />
      </span>
      <p class="text-base font-semibold">{props.title}</p>
      <p class="text-faint max-w-md">{props.hint}</p>
      {props.children}
    </div>
  );
}
