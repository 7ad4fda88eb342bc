import { Icon } from '../layout/Icon.tsx';
import { RequestNumber } from './RequestNumber.tsx';
import type { RequestPageProps } from './RequestPage.tsx';

/** Says that the request goes on in another one, with the way back. */
export function MergedInto({ page, request, mayUnmerge, survivorOpens }: RequestPageProps) {
  const { t } = page;
  if (request.mergedInto === null) return null;
  return (
    <section class="panel merged" aria-label={t('work.merged.into')}>
      <Icon name="link" class="mt-0.5 size-4 shrink-0" />
      <div class="grid min-w-0 gap-2">
        <p>
          {t('work.merged.into')}{' '}
          <RequestNumber
            page={page}
            request={{ id: request.mergedInto, number: request.mergedIntoNumber ?? '', opens: survivorOpens }}
          />
        </p>
        {mayUnmerge && (
          <>
            <p class="text-faint">{t('work.merged.into.hint', { number: request.mergedIntoNumber ?? '' })}</p>
            <form method="post" action={`/requests/${request.id}/unmerge`}>
              <button type="submit" class="btn btn-sm">
                {t('work.merged.undo')}
              </button>
            </form>
          </>
        )}
      </div>
    </section>
  );
}

/** Says where to find what the customer wrote while the request was merged: it stayed there. */
export function Unmerged({ page, undone }: Pick<RequestPageProps, 'page' | 'undone'>) {
  const { t } = page;
  if (!undone || undone.contacts === 0) return null;
  return (
    <section class="panel merged" aria-label={t('work.unmerged')}>
      <Icon name="link" class="mt-0.5 size-4 shrink-0" />
      <p class="min-w-0">
        {t('work.unmerged.stayed', { count: undone.contacts })}{' '}
        <a class="text-link font-semibold" href={`/requests/${undone.id}#conversation`}>
          {undone.number}
        </a>
      </p>
    </section>
  );
}

/** The requests that go on in this one. */
export function MergedHere({ page, history }: Pick<RequestPageProps, 'page' | 'history'>) {
  const { t } = page;
  if (history.merged.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="merged-here">
      <h2 id="merged-here" class="panel-title">
        {t('work.merged.here')}
      </h2>
      <ul class="grid gap-1">
        {history.merged.map((each) => (
          <li>
            <a class="text-link" href={`/requests/${each.id}`}>
              {each.number}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
