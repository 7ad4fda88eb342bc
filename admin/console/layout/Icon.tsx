const PATHS = {
  call: 'M5 4h3.5l1.6 4.2-2 1.5a11 11 0 0 0 6.2 6.2l1.5-2 4.2 1.6V19a2 2 0 0 1-2.2 2A16.8 16.8 0 0 1 3 6.2 2 2 0 0 1 5 4Z',
  message: 'M4 5h16v11H9.5L5 20v-4H4V5Z',
  event: 'M4 7h11m0 0-3.5-3.5M15 7l-3.5 3.5M20 17H9m0 0 3.5-3.5M9 17l3.5 3.5',
  logout: 'M14 4H5v16h9M10 12h11m0 0-4-4m4 4-4 4',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm4.8 11.3L20 20',
  back: 'M20 12H4m0 0 6-6m-6 6 6 6',
  forward: 'M4 12h16m0 0-6-6m6 6-6 6',
  done: 'm5 12.5 4.5 4.5L19 7.5',
  inbox: 'M4 13 7 5h10l3 8v6H4v-6Zm0 0h4.5a3.5 3.5 0 0 0 7 0H20',
  alert: 'M12 4 3 20h18L12 4Zm0 6v5m0 2.5v.5',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  system: 'M3 5h18v11H3V5Zm6 15h6m-3-4v4',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm-7.5 16a7.5 7.5 0 0 1 15 0',
  close: 'm6 6 12 12M18 6 6 18',
  order: 'M6 3h12v18l-3-2-3 2-3-2-3 2V3Zm3 5h6m-6 4h6',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15L6 17Zm4 3.5h4',
  delivered: 'm2 12.5 4.5 4.5L16 7.5M12 16l1.5 1.5L22.5 8',
  clock: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Zm0 4.5v4.5l3 2',
  file: 'M6 3h8l4 4v14H6V3Zm8 0v4h4',
  pin: 'M12 21s-6.5-5.6-6.5-11a6.5 6.5 0 0 1 13 0c0 5.4-6.5 11-6.5 11Zm0-13.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  link: 'm9.5 14.5 5-5M11 6.5l2-2a4.6 4.6 0 0 1 6.5 6.5l-2 2M13 17.5l-2 2A4.6 4.6 0 0 1 4.5 13l2-2',
  reply: 'M10 6 4 12l6 6M4 12h10a6 6 0 0 1 6 6',
  external: 'M14 4h6v6m0-6-9 9M18 14v6H4V6h6',
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8L12 3.5Z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5-3a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  edit: 'M4 20h4L19 9l-4-4L4 16v4Zm9-13 4 4',
  scales: 'M12 4v16m-5 0h10M5 7h14M5 7l-3 7h6L5 7Zm14 0-3 7h6l-3-7Z',
  plus: 'M12 5v14M5 12h14',
} as const;
export type IconName = keyof typeof PATHS;

/** A line icon in the colour of its text; decoration only, words stand beside it or in a label. */
export function Icon(props: { name: IconName; class?: string }) {
  return (
    <svg
      class={props.class ?? 'size-4 shrink-0'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[props.name]} />
    </svg>
  );
}
