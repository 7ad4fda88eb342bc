import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';
import { Time } from '../../layout/Time.tsx';
import type { Texts } from '../../texts.ts';
import type { CustomerNotice } from '../../timeline/readCustomerNotices.ts';
import { Delivery } from './Delivery.tsx';

const TEMPLATES = [
  'registered',
  'registeredAskPhone',
  'registeredAskService',
  'askService',
  'closed',
  'registeredOutage',
  'outageTold',
  'outageCorrected',
  'outageClosed',
  'merged',
  'unmerged',
] as const;

/** What the house told the customer by itself: a line between the words of people. */
export function AutoNotice({ page, notice }: { page: Page; notice: CustomerNotice }) {
  const { t } = page;
  return (
    <li class="said" id={`n-${notice.id}`}>
      <span class="flex w-8 shrink-0 justify-center pt-0.5 text-neutral">
        <Icon name="bell" class="size-4 shrink-0" />
      </span>
      <div class="min-w-0 flex-1 text-xs">
        <p class="flex gap-x-3">
          <span class="min-w-0 wrap-anywhere">
            {noticeLabel(notice.template, t)}
            <span class="text-faint"> · {t('talk.auto')}</span>
          </span>
          <Time page={page} at={notice.createdAt} as="clock" class="text-faint ml-auto shrink-0" />
        </p>
        <Delivery page={page} notice={notice} />
      </div>
    </li>
  );
}

function noticeLabel(template: string, t: Texts): string {
  const known = TEMPLATES.find((each) => each === template);
  return known ? t(`notice.${known}`) : t('notice.other', { template });
}
