import type { Page } from '../../env.ts';

/** Characters. */
export const LONGEST_REASON = 500;

/** What was entered before a refusal. */
export interface UnlinkState {
  open: boolean;
  reason: string;
}

/** Undoes a link that is wrong: opened first, then why, then the button. */
export function UnlinkForm(props: { page: Page; requestId: string; linkId: string; unlink: UnlinkState }) {
  const { page, requestId, linkId, unlink } = props;
  const { t } = page;
  return (
    <details class="disclosure-inline" open={unlink.open} id="unlink" hx-morph-skip>
      <summary class="disclosure-summary">{t('identity.unlink.open')}</summary>
      <form class="grid gap-2" method="post" action={`/requests/${requestId}/identity/unlink`}>
        <input type="hidden" name="linkId" value={linkId} />
        <label class="field">
          <span class="field-label">{t('identity.unlink.reason')}</span>
          <textarea
            class="field-sizing-content min-h-16 w-full rounded-field border border-(--edge) bg-base-100 px-3 py-2"
            name="reason"
            rows={2}
            maxlength={LONGEST_REASON}
            required
          >
            {unlink.reason}
          </textarea>
        </label>
        <p class="text-faint text-xs">{t('identity.unlink.hint')}</p>
        <button type="submit" class="btn btn-sm btn-error w-fit">
          {t('identity.unlink.submit')}
        </button>
      </form>
    </details>
  );
}
