import type { CallPop } from '../../../core/call/readCallPop.ts';
import type { Page } from '../env.ts';
import { StatusBadge } from '../layout/Badges.tsx';
import { Time } from '../layout/Time.tsx';
import { channelLabel } from '../layout/words.ts';
import { RequestNumber } from '../requests/RequestNumber.tsx';

interface PastProps {
  page: Page;
  pop: CallPop;
}

const SHOWN = 3;

/** What the caller has open, newest first. */
export function OpenRequests({ page, pop: { call, openRequests } }: PastProps) {
  const { t } = page;
  if (call.phone === null) return null;
  const more = openRequests.length - SHOWN;
  return (
    <section>
      <h3>{t('pop.open')}</h3>
      {openRequests.length === 0 && <p class="text-faint">{t('pop.open.none')}</p>}
      <ul class="pop-list">
        {openRequests.slice(0, SHOWN).map((each) => (
          <li>
            <RequestNumber page={page} request={each} />
            <StatusBadge status={each.status} t={t} />
            <span class="truncate">
              {page.language === 'en' ? (each.serviceNameEn ?? each.serviceName) : each.serviceName}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <a class="text-link" href={`/requests?${new URLSearchParams({ q: call.phone })}`}>
          {t('pop.open.more', { count: String(more) })}
        </a>
      )}
    </section>
  );
}

/** The caller's last touches before this one. */
export function RecentContacts({ page, pop: { call, recent } }: PastProps) {
  const { t } = page;
  if (call.phone === null) return null;
  return (
    <section>
      <h3>{t('pop.recent')}</h3>
      {recent.length === 0 && <p class="text-faint">{t('pop.recent.none')}</p>}
      <ul class="pop-list">
        {recent.map((each) => (
          <li>
            <Time page={page} at={each.at} as="clock" class="text-faint shrink-0" />
            <span class="shrink-0">{channelLabel(each.channel)}</span>
            <span class="truncate">{each.text ?? t(`kind.${each.kind}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
