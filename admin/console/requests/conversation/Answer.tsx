import type { ReplyView } from '../../../../core/service-request/readReplies.ts';
import type { Page } from '../../env.ts';
import { Time } from '../../layout/Time.tsx';
import type { CustomerNotice } from '../../timeline/readCustomerNotices.ts';
import type { Merged } from '../../timeline/readTimeline.ts';
import { Deliveries } from './Delivery.tsx';

/** What an agent wrote to the customer, and what became of it on each way it went. */
export function Answer(props: { page: Page; reply: ReplyView & Merged; notices: CustomerNotice[] }) {
  const { page, reply, notices } = props;
  const { t } = page;
  return (
    <li class="ml-auto w-fit max-w-[calc(100%-2.75rem)] sm:max-w-[80%]" id={`m-${reply.id}`}>
      <p class="said-meta justify-end">
        {reply.kind === 'question' && <span class="text-strong text-primary">{t('talk.question')}</span>}
        <span class="text-strong wrap-anywhere">{reply.authorName ?? t('event.someone')}</span>
        {reply.mergedFrom !== undefined && <span>{t('work.merged.said', { number: reply.mergedFrom })}</span>}
        <Time page={page} at={reply.createdAt} as="clock" />
      </p>
      <p class="mt-1 ml-auto w-fit max-w-prose rounded-box rounded-tr-none bg-primary/10 px-3 py-2 text-[0.9375rem] leading-6 wrap-anywhere whitespace-pre-wrap">
        {reply.text}
      </p>
      <Deliveries page={page} notices={notices} class="mt-1 justify-items-end" />
    </li>
  );
}
