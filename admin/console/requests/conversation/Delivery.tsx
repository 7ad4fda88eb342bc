import type { Page } from '../../env.ts';
import { Icon, type IconName } from '../../layout/Icon.tsx';
import { noticeReason } from '../../layout/reasons.ts';
import { Time } from '../../layout/Time.tsx';
import { shortTime } from '../../layout/time.ts';
import { channelLabel } from '../../layout/words.ts';
import type { CustomerNotice } from '../../timeline/readCustomerNotices.ts';

/** What became of a reply on each channel it was tried on; one nobody took up yet is about to be. */
export function Deliveries(props: { page: Page; notices: CustomerNotice[]; class: string }) {
  const { page, notices } = props;
  return (
    <div class={`grid ${props.class}`}>
      {notices.length === 0 && (
        <p class="text-faint flex items-center gap-1 text-xs">
          <Icon name="clock" class="size-3.5 shrink-0" />
          {page.t('delivery.planned')}
        </p>
      )}
      {notices.map((notice) => (
        <Delivery page={page} notice={notice} />
      ))}
    </div>
  );
}

/** One notice's way: channel, state with its mark, since when, and why not. */
export function Delivery({ page, notice }: { page: Page; notice: CustomerNotice }) {
  const { t } = page;
  const { icon, tone, words, at } = stateOf(notice, page);
  return (
    <p class={`flex items-start gap-1 text-xs ${tone}`}>
      <Icon name={icon} class="mt-px size-3.5 shrink-0" />
      <span class="min-w-0 wrap-anywhere">
        {channelLabel(notice.channel)}: {words}
        {at !== null && (
          <>
            {' '}
            <Time page={page} at={at} as="clock" />
          </>
        )}
        {notice.segments > 1 && `, ${t('delivery.parts', { count: notice.segments })}`}
      </span>
    </p>
  );
}

interface State {
  icon: IconName;
  tone: string;
  words: string;
  /** Since when; null where the words say it, or nobody knows. */
  at: Date | null;
}

function stateOf(notice: CustomerNotice, { t, now, language }: Page): State {
  switch (notice.state) {
    case 'DELIVERED':
      return {
        icon: 'delivered',
        tone: 'text-success',
        words: t('delivery.delivered'),
        at: notice.deliveredAt,
      };
    case 'SENT':
      return { icon: 'done', tone: 'text-faint', words: t('delivery.sent'), at: notice.sentAt };
    case 'FAILED': {
      const words = t('delivery.failed', { reason: noticeReason(notice.error, t) });
      return { icon: 'alert', tone: 'text-error', words, at: null };
    }
    case 'PENDING': {
      if (notice.error !== null) {
        const words = t('delivery.retrying', { reason: noticeReason(notice.error, t) });
        return { icon: 'clock', tone: 'text-warning', words, at: null };
      }
      if (notice.notBefore === null)
        return { icon: 'clock', tone: 'text-faint', words: t('delivery.waiting'), at: null };
      const words = t('delivery.held', { at: shortTime(notice.notBefore, now, language) });
      return { icon: 'clock', tone: 'text-warning', words, at: null };
    }
  }
}
