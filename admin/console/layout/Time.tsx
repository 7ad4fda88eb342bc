import type { Page } from '../env.ts';
import { age, ago, fullTime, shortTime } from './time.ts';

/** A moment: short or relative in the text, in full in the title. */
export function Time(props: { page: Page; at: Date; as: 'clock' | 'age' | 'ago'; class?: string }) {
  const { page, at } = props;
  const seconds = (page.now.getTime() - at.getTime()) / 1000;
  const text = {
    clock: () => shortTime(at, page.now, page.language),
    age: () => age(seconds, page.language),
    ago: () => ago(at, page.now, page.language),
  }[props.as]();
  return (
    <time datetime={at.toISOString()} title={fullTime(at, page.language)} class={props.class}>
      {text}
    </time>
  );
}
