import type { AttachmentView } from '../../../../core/attachment/readAttachments.ts';
import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';
import { Time } from '../../layout/Time.tsx';
import type { Merged } from '../../timeline/readTimeline.ts';
import { Attachments } from './Attachments.tsx';

/** Files a colleague attached for colleagues: a note between the words of people, which the customer never sees. */
export function Upload(props: { page: Page; at: Date; files: (AttachmentView & Merged)[] }) {
  const { page, at, files } = props;
  const { t } = page;
  const [first] = files;
  if (!first) return null;
  return (
    <li class="said" id={`u-${first.uploadId}`}>
      <span class="said-icon" title={t('files.attached')}>
        <Icon name="file" />
      </span>
      <div class="min-w-0 flex-1">
        <p class="said-meta">
          <span class="text-strong wrap-anywhere">{first.authorName ?? t('event.someone')}</span>
          <span>{t('files.attached')}</span>
          {first.mergedFrom !== undefined && (
            <span>{t('work.merged.said', { number: first.mergedFrom })}</span>
          )}
          <Time page={page} at={at} as="clock" class="ml-auto" />
        </p>
        <p class="text-faint flex items-center gap-1 text-xs">
          <Icon name="eye" class="size-3.5 shrink-0" />
          {t('files.colleagues')}
        </p>
        <Attachments page={page} files={files} />
      </div>
    </li>
  );
}
