import type { MassIncidentView } from '../../../core/mass-incident/massIncident.ts';
import type { Page } from '../env.ts';
import { Fact } from '../layout/Fact.tsx';
import { Time } from '../layout/Time.tsx';
import { servedName } from './words.ts';

/** What is known of a mass incident. */
export function MassFacts({ page, mass }: { page: Page; mass: MassIncidentView }) {
  const { t, language } = page;
  const { detected, openedAt, closedAt, dismissedAt } = mass;
  return (
    <section class="panel" aria-labelledby="facts">
      <h2 id="facts" class="panel-title">
        {t('incident.facts')}
      </h2>
      <dl class="facts">
        <Fact name={t('mass.service')}>{servedName(mass, language)}</Fact>
        <Fact name={t('mass.area')}>{mass.area ?? <span class="text-faint">{t('mass.area.any')}</span>}</Fact>
        {detected && (
          <Fact name={t('mass.spike')}>
            {t('mass.spike.words', { count: detected.count, minutes: detected.windowMinutes })}
            <span class="text-faint">
              {', '}
              {t('mass.spike.usual', { count: number(detected.baseline, page) })}
            </span>
          </Fact>
        )}
        <Fact name={t('mass.began')}>
          <Time page={page} at={mass.beganAt} as="clock" />
        </Fact>
        {openedAt && (
          <Fact name={t('mass.opened')}>
            <Time page={page} at={openedAt} as="clock" />
            {mass.openedByName !== null && `, ${mass.openedByName}`}
          </Fact>
        )}
        {mass.correctedAt && (
          <Fact name={t('mass.corrected')}>
            <Time page={page} at={mass.correctedAt} as="clock" />
          </Fact>
        )}
        {openedAt && (
          <Fact name={t('mass.attached')}>
            {mass.attached}
            <span class="text-faint">{`, ${t('mass.stillOpen', { left: mass.stillOpen })}`}</span>
          </Fact>
        )}
        {closedAt && (
          <Fact name={t('mass.closed')}>
            <Time page={page} at={closedAt} as="clock" />
          </Fact>
        )}
        {dismissedAt && (
          <Fact name={t('mass.dismissed')}>
            <Time page={page} at={dismissedAt} as="clock" />
          </Fact>
        )}
      </dl>
    </section>
  );
}

/** With one digit behind the point at the most. */
export function number(value: number, { language }: Page): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
}
