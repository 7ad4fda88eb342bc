import type { RequestView } from '../../../../core/service-request/readRequests.ts';
import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';
import { channelLabel, phoneLabel } from '../../layout/words.ts';
import type { Reach } from '../loadReach.ts';
import { FileField, type FileLimits } from './FileField.tsx';
import { KindSwitch } from './KindSwitch.tsx';
import { PartsCount } from './PartsCount.tsx';
import { countParts, LONGEST_REPLY, type ReplyState } from './reply.ts';

interface ReplyFormProps {
  page: Page;
  request: RequestView;
  reach: Reach;
  reply: ReplyState;
  limits: FileLimits;
}

/**
 * What to write to the customer, below the conversation: folded where triage is the first thing to do, and where
 * nothing can be written the reason in its place.
 */
export function ReplyForm(props: ReplyFormProps) {
  const { page, request, reply } = props;
  const place = 'mt-4 border-t border-base-300 pt-4';
  const locked = lockReason(props);
  if (locked !== null) {
    return (
      <p id="reply" class={`flex items-start gap-2 ${place}`}>
        <Icon name="alert" class="mt-0.5 size-4 shrink-0 text-warning" />
        <span>{locked}</span>
      </p>
    );
  }
  if (request.status !== 'TRIAGE') {
    return (
      <div class={place}>
        <Form {...props} />
      </div>
    );
  }
  return (
    <details
      class={`disclosure-inline ${place}`}
      id="reply-fold"
      open={reply.text !== '' || reply.filesLost === true}
      hx-morph-skip
    >
      <summary class="disclosure-summary" data-hotkey="r">
        {page.t('reply.open')}
      </summary>
      <Form {...props} />
    </details>
  );
}

/** The form itself; what is typed in it outlives a refresh of the page. */
function Form({ page, request, reach, reply, limits }: ReplyFormProps) {
  const { t } = page;
  const carries = reach.outbound?.files;
  return (
    <form
      id="reply"
      class="grid gap-2"
      method="post"
      enctype={carries && 'multipart/form-data'}
      action={`/requests/${request.id}/reply`}
      aria-label={t('reply.title')}
      hx-morph-skip
    >
      <input type="hidden" name="id" value={reply.id} autocomplete="off" />
      <KindSwitch page={page} chosen={reply.kind} />
      <textarea
        id="reply-text"
        name="text"
        data-hotkey={request.status === 'TRIAGE' ? undefined : 'r'}
        class="field-sizing-content max-h-96 min-h-20 w-full resize-y rounded-field border border-(--edge) bg-base-100 px-3 py-2 text-[0.9375rem] leading-6 placeholder:text-base-content/66"
        rows={3}
        maxlength={LONGEST_REPLY}
        aria-label={t('reply.text')}
        placeholder={t('reply.placeholder')}
        required
      >
        {reply.text}
      </textarea>
      {reach.toGroup && (
        <p class="flex items-start gap-2 text-warning">
          <Icon name="alert" class="mt-0.5 size-4 shrink-0" />
          {t('work.reply.group')}
        </p>
      )}
      {carries ? (
        <FileField
          page={page}
          id="reply-files"
          label={t('files.field')}
          limits={{ ...limits, maxBytes: Math.min(limits.maxBytes, carries.maxBytes) }}
          hint={t('files.toCustomer', { channel: channelLabel(reach.route?.channel ?? '') })}
        />
      ) : (
        <p class="text-faint text-xs">
          {t('files.notCarried', { channel: channelLabel(reach.route?.channel ?? '') })}
        </p>
      )}
      {reply.filesLost && <p class="text-warning">{t('files.again')}</p>}
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        {/* Where there is triage, that is what the page is for. */}
        <button type="submit" class={`btn ${request.status === 'TRIAGE' ? '' : 'btn-primary'}`}>
          {t('reply.submit')}
        </button>
        <p class="text-faint min-w-0 flex-1 basis-48 text-xs">
          {viaWords(page, reach)}
          {reach.outbound?.byPhone && (
            <PartsCount page={page} requestId={request.id} parts={countParts(request, reach, reply)} />
          )}
        </p>
      </div>
    </form>
  );
}

/** Why nothing can be written; null where it can. */
function lockReason({ page, request, reach }: ReplyFormProps): string | null {
  if (request.mergedIntoNumber !== null)
    return page.t('work.reply.merged', { number: request.mergedIntoNumber });
  if (request.status === 'CLOSED') return page.t('reply.closed');
  if (reach.route) return null;
  return page.t('reply.unreachable', { channel: channelLabel(request.channel) });
}

function viaWords({ t }: Page, { route, outbound }: Reach): string {
  const channel = channelLabel(route?.channel ?? '');
  if (!outbound?.byPhone || !route) return t('reply.via', { channel });
  return t('reply.via.phone', { channel, phone: phoneLabel(route.address) });
}
