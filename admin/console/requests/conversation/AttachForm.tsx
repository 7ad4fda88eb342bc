import type { Page } from '../../env.ts';
import { FileField, type FileLimits } from './FileField.tsx';

/** What is in the form for colleagues' files. */
export interface AttachState {
  open: boolean;
  /** Id of the upload: the form sent twice attaches once. */
  id: string;
}

/** Files for colleagues, in any request and any state of it: they stay in the house. */
export function AttachForm(props: {
  page: Page;
  requestId: string;
  limits: FileLimits;
  attach: AttachState;
}) {
  const { page, requestId, limits, attach } = props;
  const { t } = page;
  return (
    <details
      class="disclosure-inline mt-4 border-t border-base-300 pt-4"
      id="attach-fold"
      open={attach.open}
      hx-morph-skip
    >
      <summary class="disclosure-summary">{t('files.internal.open')}</summary>
      <form
        id="attach"
        class="grid gap-2"
        method="post"
        enctype="multipart/form-data"
        action={`/requests/${requestId}/files`}
        aria-label={t('files.internal.title')}
      >
        <input type="hidden" name="id" value={attach.id} autocomplete="off" />
        <FileField
          page={page}
          id="attach-files"
          label={t('files.internal.title')}
          limits={limits}
          hint={t('files.internal.hint')}
          required
        />
        <button type="submit" class="btn w-fit">
          {t('files.internal.submit')}
        </button>
      </form>
    </details>
  );
}
