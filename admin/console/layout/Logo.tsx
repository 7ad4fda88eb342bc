/** The product's mark: a contact that is taken. */
export function Logo() {
  return (
    <svg class="size-6 shrink-0" viewBox="0 0 24 24" aria-hidden="true">
      <rect class="fill-primary" width="24" height="24" rx="6" />
      <path
        class="stroke-primary-content"
        d="M6 7.5h12v7.5h-6.5L8 18v-3H6V7.5Zm3.2 3.8 1.9 1.9 3.7-3.7"
        fill="none"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
