import type { KnownOutage } from '../../../core/call/knownOutages.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';

/** Outages the caller may be calling about, and what he is to be told of them. */
export function Outages({ page, outages }: { page: Page; outages: KnownOutage[] }) {
  const { t, language } = page;
  return (
    <>
      {outages.map((outage) => {
        const service = (language === 'en' ? outage.service?.en : null) ?? outage.service?.ru;
        const told = (language === 'en' && outage.told.en) || outage.told.ru;
        return (
          <div class="pop-outage">
            <Icon name="alert" />
            <div>
              <p class="text-strong">{[t('pop.outage'), service, outage.area].filter(Boolean).join(' · ')}</p>
              {outage.title !== '' && <p>{outage.title}</p>}
              {told !== '' && <p>{told}</p>}
            </div>
          </div>
        );
      })}
    </>
  );
}
