import type { PutAside } from '../../../core/contact/readPutAside.ts';
import type { Page } from '../env.ts';
import { Time } from '../layout/Time.tsx';
import { channelLabel, senderLabel } from '../layout/words.ts';
import { type QuarantineQuery, quarantineUrl } from './listQuery.ts';
import { quarantineReason } from './quarantineReason.ts';

/** Contacts put aside as rows, any number of which can be sent on their way again; on a phone each row is a card. */
export function QuarantineTable(props: { page: Page; query: QuarantineQuery; items: PutAside[] }) {
  const { page, query, items } = props;
  const { t } = page;
  return (
    <form method="post" action="/quarantine/replay">
      <input type="hidden" name="returnTo" value={quarantineUrl(query, { cursor: query.cursor ?? '' })} />
      <table class="grid-table quarantine-grid">
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">{t('quarantine.choose')}</span>
            </th>
            {(['channel', 'contact', 'reason', 'age'] as const).map((column) => (
              <th scope="col" class={`cell-${column}`}>
                {t(`quarantine.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row page={page} item={item} />
          ))}
        </tbody>
      </table>
      <div class="form-actions mt-3">
        <button type="submit" class="btn btn-primary">
          {t('quarantine.replayChosen')}
        </button>
        <p class="text-faint text-xs">{t('quarantine.replayChosen.hint')}</p>
      </div>
    </form>
  );
}

function Row({ page, item }: { page: Page; item: PutAside }) {
  const { t } = page;
  const who = senderLabel(item, t);
  return (
    <tr id={`c-${item.id}`}>
      <td class="cell-choose">
        <label>
          <input type="checkbox" class="tick" name="id" value={item.id} />
          <span class="sr-only">{t('quarantine.chooseOne', { who })}</span>
        </label>
      </td>
      <td class="cell-channel">{channelLabel(item.channel)}</td>
      <td class="cell-contact">
        <a class="row-link" href={`/quarantine/${item.id}`}>
          <span class="cell-name">{who}</span>
        </a>
        <span class="cell-note">{item.text ?? t('list.noText')}</span>
      </td>
      <td class="cell-reason">
        {quarantineReason(item.reason, t)}
        {item.state === 'DROPPED' && (
          <span class="cell-note">
            {t('quarantine.droppedBy', { who: item.droppedByName ?? t('event.someone') })}: {item.dropReason}
          </span>
        )}
      </td>
      <td class="cell-age">
        <Time page={page} at={item.receivedAt} as="age" />
      </td>
    </tr>
  );
}
