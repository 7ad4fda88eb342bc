import type { AttachmentView } from '../../../../core/attachment/readAttachments.ts';
import type { ReplyView } from '../../../../core/service-request/readReplies.ts';
import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';
import { Time } from '../../layout/Time.tsx';
import type { CustomerNotice } from '../../timeline/readCustomerNotices.ts';
import type { Merged } from '../../timeline/readTimeline.ts';
import { Attachments } from './Attachments.tsx';
import { Deliveries } from './Delivery.tsx';

/** What an agent wrote to the customer, and what became of it on each way it went. */
export function Answer(props: {
  page: Page;
  reply: ReplyView & Merged;
  notices: CustomerNotice[];
  files: AttachmentView[];
}) {
  const { page, reply, notices, files } = props;
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
      {files.length > 0 && (
        <div class="[&>ul]:justify-end">
          <Attachments page={page} files={files} />
        </div>
      )}
      <Deliveries page={page} notices={notices} class="mt-1 justify-items-end" />
      {areLost(files, notices) && (
        <p class="mt-1 flex items-start justify-end gap-1 text-xs text-warning">
          <Icon name="alert" class="mt-px size-3.5 shrink-0" />
          {t('files.notSent')}
        </p>
      )}
    </li>
  );
}

/** Whether a file did not reach him and no way is left: the channel left it out, or the one that took over carries none. */
function areLost(files: AttachmentView[], notices: CustomerNotice[]): boolean {
  const tried = notices.length > 0 && notices.every((notice) => notice.state !== 'PENDING');
  return tried && files.some((file) => file.sentAt === null);
}
