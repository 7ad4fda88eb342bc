import type { Page } from '../env.ts';
import { Icon } from './Icon.tsx';

/** Ways to the page behind and to the first one; nothing when everything is on one page. */
export function Pager(props: { page: Page; first: string | null; next: string | null }) {
  const { t } = props.page;
  if (props.first === null && props.next === null) return null;
  return (
    <div class="pager">
      {props.first !== null && (
        <a class="btn btn-sm" href={props.first}>
          <Icon name="back" />
          {t('list.first')}
        </a>
      )}
      {props.next !== null && (
        <a class="btn btn-sm ml-auto" rel="next" href={props.next}>
          {t('list.next')}
          <Icon name="forward" />
        </a>
      )}
    </div>
  );
}
