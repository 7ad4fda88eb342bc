import type { Page } from '../env.ts';
import { Alert } from './Alert.tsx';

/** What session.js shows: that the session ended, and above a form that it was not sent and is filled again. */
export function SessionOver({ page }: { page: Page }) {
  const { t } = page;
  return (
    <>
      <div id="session-over" class="notice notice-warning session-over" role="alert" hidden>
        <p>{t('session.over')}</p>
        <a class="btn btn-sm btn-primary" href={page.here}>
          {t('fault.login')}
        </a>
      </div>
      <template id="form-restored">
        <Alert tone="warning">
          {t('session.restored')}
          <pre class="whitespace-pre-wrap" data-words hidden></pre>
        </Alert>
      </template>
    </>
  );
}
