import { InvalidFiles, MOST_FILES } from '../../../../core/attachment/ownFile.ts';
import type { Page } from '../../env.ts';
import { type Failure, toFailure } from '../../failure.ts';
import { sizeLabel } from '../../layout/size.ts';

/**
 * Puts a refusal into words, one of files by what is wrong with them.
 * @param limits.maxBytes of all files together.
 * @throws the error itself when it is not one a person can do anything about on this page.
 */
export function toFileFailure(
  error: unknown,
  { language }: Pick<Page, 'language'>,
  limits: { maxBytes: number },
): Failure {
  if (!(error instanceof InvalidFiles)) return toFailure(error);
  const params = {
    name: error.fileName ?? '',
    count: String(MOST_FILES),
    size: sizeLabel(limits.maxBytes, language),
  };
  return { key: `files.error.${error.fault}`, params, status: error.fault === 'size' ? 413 : 400 };
}
