import { Icon } from './Icon.tsx';

/** The search field of a list, which `/` leads to. */
export function SearchField(props: { label: string; placeholder: string; value: string }) {
  return (
    <label class="search-field">
      <span class="sr-only">{props.label}</span>
      <Icon name="search" />
      <input
        type="search"
        name="q"
        value={props.value}
        placeholder={props.placeholder}
        aria-label={props.label}
        data-hotkey="/"
        autocomplete="off"
        maxlength={100}
      />
    </label>
  );
}
