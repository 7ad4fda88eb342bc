import type { Page } from '../env.ts';
import type { TextKey } from '../texts.ts';
import { Icon } from './Icon.tsx';
import { Layout } from './Layout.tsx';

export type FaultStatus = 400 | 401 | 403 | 404 | 500 | 503;

export interface Fault {
  status: FaultStatus;
  hint: TextKey;
  /** Only another login helps: the identity provider would hand out the same person for ever. */
  asAnother?: boolean;
}

/** What is shown instead of a page that cannot be. */
export function FaultPage({ page, fault }: { page: Page; fault: Fault }) {
  const { t } = page;
  const title = t(`fault.${fault.status}`);
  return (
    <Layout page={page} title={title}>
      <div class="fault">
        <p class="fault-code" aria-hidden="true">
          {fault.status}
        </p>
        <h1>{title}</h1>
        <p class="text-faint max-w-md">{t(fault.hint)}</p>
        <div class="fault-actions">
          <WayOut page={page} fault={fault} />
        </div>
      </div>
    </Layout>
  );
}

function WayOut({ page, fault }: { page: Page; fault: Fault }) {
  const { t } = page;
  if (fault.asAnother) {
    return (
      <form method="post" action="/auth/logout">
        <button type="submit" class="btn btn-primary">
          {t('fault.another')}
        </button>
      </form>
    );
  }
  if (fault.status === 401) {
    return (
      <a class="btn btn-primary" href="/auth/login">
        {t('fault.login')}
      </a>
    );
  }
  const away = fault.status === 500 || fault.status === 503;
  return (
    <>
      {away && (
        <a class="btn btn-primary" href={page.here}>
          {t('fault.again')}
        </a>
      )}
      <a class={`btn ${away ? '' : 'btn-primary'}`} href="/">
        <Icon name="back" />
        {t('fault.home')}
      </a>
    </>
  );
}
