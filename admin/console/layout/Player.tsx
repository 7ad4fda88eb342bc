interface PlayerProps {
  src: string;
  /** What it is, for ears. */
  label: string;
  class: string;
}

/** Sound in place; nothing is fetched before it is played. */
export function AudioPlayer({ src, label, class: look }: PlayerProps) {
  // biome-ignore lint/a11y/useMediaCaption: what people say to us comes without captions
  return <audio class={look} controls preload="none" src={src} aria-label={label} />;
}

/** A film in place; nothing is fetched before it is played. */
export function VideoPlayer({ src, label, class: look }: PlayerProps) {
  // biome-ignore lint/a11y/useMediaCaption: what people send to us comes without captions
  return <video class={look} controls preload="none" src={src} aria-label={label} />;
}
