import { MOST_FILES } from '../../../../core/attachment/ownFile.ts';
import type { Page } from '../../env.ts';
import { sizeLabel } from '../../layout/size.ts';

/** What files are taken. */
export interface FileLimits {
  /** Media types. */
  types: string[];
  /** Bytes of all together. */
  maxBytes: number;
}

/** Files to choose, with what is taken; too many or too long ones are told before they are sent. */
export function FileField(props: {
  page: Page;
  id: string;
  label: string;
  limits: FileLimits;
  /** What becomes of them. */
  hint: string;
  required?: boolean;
}) {
  const { page, id, limits, required = false } = props;
  const size = sizeLabel(limits.maxBytes, page.language);
  const count = String(MOST_FILES);
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="file-field"
        type="file"
        name="files"
        multiple
        required={required}
        accept={limits.types.join(',')}
        aria-describedby={`${id}-hint`}
        data-most-files={count}
        data-most-bytes={limits.maxBytes}
        data-too-much={page.t('files.tooMuch', { count, size })}
      />
      <p id={`${id}-hint`} class="text-faint text-xs">
        {props.hint} {page.t('files.limits', { count, size })}
      </p>
    </div>
  );
}
