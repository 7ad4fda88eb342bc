import type { KnownOutage } from '../../../core/mass-incident/readKnownOutages.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { servedName, toldIn } from '../mass-incidents/words.ts';

/** Outages the caller may be calling about, and what he is to be told of them. */
export function Outages({ page, outages }: { page: Page; outages: KnownOutage[] }) {
  const { t, language } = page;
  return (
    <>
      {outages.map((outage) => {
        const told = toldIn(outage.told, language);
        return (
          <div class="pop-outage">
            <Icon name="alert" />
            <div>
              <p class="text-strong">
                {[t('pop.outage'), servedName(outage, language), outage.area].filter(Boolean).join(' · ')}
              </p>
              {outage.title !== '' && <p>{outage.title}</p>}
              {told !== '' && <p>{told}</p>}
            </div>
          </div>
        );
      })}
    </>
  );
}
