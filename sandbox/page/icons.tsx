const PATHS = {
  phone:
    'M5 4h3.5l1.6 4.2-2 1.5a11 11 0 0 0 6.2 6.2l1.5-2 4.2 1.6V19a2 2 0 0 1-2.2 2A16.8 16.8 0 0 1 3 6.2 2 2 0 0 1 5 4Z',
  hangup: 'M3 14.5c5-4.7 13-4.7 18 0l-2.2 3-4-1.7v-2.5a12 12 0 0 0-5.6 0v2.5l-4 1.7-2.2-3Z',
  sms: 'M4 5h16v11H9.5L5 20v-4H4V5Zm4 4h8m-8 3h5',
  telegram: 'M21 4 3 11.2l5.4 2L18 7l-7.2 7.5v5L14 16.3l4 3L21 4Z',
  bus: 'M4 7h11m0 0-3.5-3.5M15 7l-3.5 3.5M20 17H9m0 0 3.5-3.5M9 17l3.5 3.5',
  inbox: 'M4 13 7 5h10l3 8v6H4v-6Zm0 0h4.5a3.5 3.5 0 0 0 7 0H20',
  mail: 'M3.5 6h17v12h-17V6Zm0 .5 8.5 7 8.5-7',
  send: 'M5 12h13m0 0-5.5-5.5M18 12l-5.5 5.5',
  clip: 'm20 11-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8',
  image: 'M4 5h16v14H4V5Zm0 11 4.5-5 4 4 2.5-2.5 5 4.5M15.5 8.6v.1',
  voice:
    'M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4Zm-6 7.5a6 6 0 0 0 12 0M12 17.5V21',
  place:
    'M12 21s6.5-6.2 6.5-11.2a6.5 6.5 0 0 0-13 0C5.5 14.8 12 21 12 21Zm0-13.5a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6Z',
  file: 'M6 3h8l4 4v14H6V3Zm8 0v4h4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  checks: 'm2.5 12.5 4 4L14 8m-2.5 6.5 2 2L21 8',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 3.5V12l3 2',
  alert: 'M12 4 3 20h18L12 4Zm0 6v5m0 2.5v.5',
  open: 'M9 5H5v14h14v-4M13 5h6v6m0-6-9 9',
  chevron: 'm8 10 4 4 4-4',
  close: 'm6 6 12 12M18 6 6 18',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm-7.5 16a7.5 7.5 0 0 1 15 0',
  bot: 'M12 4v3M6 7h12v11H6V7Zm-3 4v4m18-4v4M9.5 11.5v1m5-1v1M9.5 15.5h5',
} as const;
export type IconName = keyof typeof PATHS;

/** All line icons of the page, to be drawn by {@link Icon} and by the page's script. */
export function Sprite() {
  return (
    <svg hidden aria-hidden="true">
      {Object.entries(PATHS).map(([name, path]) => (
        <symbol id={`icon-${name}`} viewBox="0 0 24 24">
          <path d={path} />
        </symbol>
      ))}
    </svg>
  );
}

/** A line icon in the colour of its text; decoration only, words stand beside it or in a label. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  );
}

/** The product's mark: a contact that is taken. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" />
      <path d="M6 7.5h12v7.5h-6.5L8 18v-3H6V7.5Zm3.2 3.8 1.9 1.9 3.7-3.7" />
    </svg>
  );
}
