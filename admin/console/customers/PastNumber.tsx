import type { Page } from '../env.ts';

/** The number of a request or incident: a way to it for who may open it, else a word why not. */
export function PastNumber(props: { page: Page; number: string; href: string | null }) {
  const { number, href } = props;
  if (href !== null) {
    return (
      <a class="row-link" href={href}>
        {number}
      </a>
    );
  }
  return (
    <span class="text-faint font-semibold tabular-nums" title={props.page.t('customer.hidden')}>
      {number}
    </span>
  );
}
