import type { PastContact } from '../../../core/customer/readHistory.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Time } from '../layout/Time.tsx';
import { channelLabel } from '../layout/words.ts';
import { PastNumber } from './PastNumber.tsx';
import { PastTable } from './PastTable.tsx';
import { Said } from './Said.tsx';

const COLUMNS = ['contact', 'said', 'request', 'at'] as const;

/** All that ever came from a customer. What was said is told to who may read the request. */
export function ContactRows({ page, contacts }: { page: Page; contacts: PastContact[] }) {
  const { t } = page;
  return (
    <PastTable page={page} class="past-contacts" columns={COLUMNS}>
      {contacts.map((contact) => (
        <tr id={`k-${contact.id}`}>
          <td class="cell-contact">
            <span class="flex items-center gap-2">
              <Icon name={contact.kind} />
              <span class="min-w-0">
                <span class="block">{t(`kind.${contact.kind}`)}</span>
                <span class="cell-note">{channelLabel(contact.channel)}</span>
              </span>
            </span>
          </td>
          <td class="cell-said">
            <Said page={page} text={contact.text} opens={contact.opens} />
          </td>
          <td class="cell-request">
            <PastNumber
              page={page}
              number={contact.requestNumber}
              href={contact.opens ? `/requests/${contact.requestId}` : null}
            />
          </td>
          <td class="cell-at">
            <Time page={page} at={contact.createdAt} as="clock" />
          </td>
        </tr>
      ))}
    </PastTable>
  );
}
