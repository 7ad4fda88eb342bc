import { Icon } from './Icon.tsx';

/** The way from a card back to its list. */
export function BackLink(props: { href: string; label: string }) {
  return (
    <a class="back-link" href={props.href} title={props.label}>
      <Icon name="back" class="size-3.5" />
      <span class="truncate">{props.label}</span>
    </a>
  );
}
