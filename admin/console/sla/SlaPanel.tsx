import type { Clock } from '../../../core/sla/readClock.ts';
import type { Page } from '../env.ts';
import { Fact } from '../layout/Fact.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Time } from '../layout/Time.tsx';
import type { TextKey } from '../texts.ts';
import { AnswerMark } from './AnswerMark.tsx';
import { answerState } from './answer.ts';
import { durationLabel } from './duration.ts';

type State = 'unlinked' | 'kept' | 'late' | 'breached' | 'paused' | 'near' | 'running';

const TONES: Record<State, string> = {
  unlinked: 'neutral',
  kept: 'success',
  late: 'error',
  breached: 'error',
  paused: 'neutral',
  near: 'warning',
  running: 'primary',
};

/** How an incident stands with its term: what is left of it in working time. Nothing where it has none. */
export function SlaPanel(props: { page: Page; clock: Clock | null; unlinked: boolean }) {
  const { page, clock } = props;
  if (!clock) return null;
  const { t, language } = page;
  const outcome = stateOf(clock, page.now);
  // It was not solved, in time or not.
  const state = outcome === 'kept' && props.unlinked ? 'unlinked' : outcome;
  const left = durationLabel(clock.overMinutes > 0 ? clock.overMinutes : clock.leftMinutes, language);
  return (
    <section class={`panel sla-panel sla-${TONES[state]}`} aria-labelledby="sla">
      <h2 id="sla" class="panel-title">
        {t('sla.title')}
      </h2>
      <p class="sla-words">
        <Icon name={state === 'kept' ? 'done' : state === 'running' ? 'clock' : 'alert'} />
        <span>{t(`sla.state.${state}`, { left })}</span>
      </p>
      <svg class="sla-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="sla-track" width="100" height="4" />
        <rect class="sla-gone" width={Math.round(clock.spent * 100)} height="4" />
      </svg>
      <AnswerMark page={page} of={clock} />
      <dl class="facts">
        <Fact name={t('sla.due')}>
          <Time page={page} at={clock.dueAt} as="clock" />
        </Fact>
        {clock.pausedAt !== null && clock.closedAt === null && (
          <Fact name={t('sla.paused')}>
            <Time page={page} at={clock.pausedAt} as="ago" />
          </Fact>
        )}
        {clock.breachedAt !== null && state !== 'late' && (
          <Fact name={t('sla.breached')}>
            <Time page={page} at={clock.breachedAt} as="clock" />
          </Fact>
        )}
        <Answer page={page} clock={clock} />
        <Fact name={t('sla.calendar')}>
          {clock.calendar.name[language]}
          {!clock.working && clock.closedAt === null && (
            <span class="text-faint">{`, ${t('sla.notWorking')}`}</span>
          )}
        </Fact>
      </dl>
    </section>
  );
}

function Answer({ page, clock }: { page: Page; clock: Clock }) {
  const { t } = page;
  const { answerDueAt: due, answeredAt: answered } = clock;
  if (due === null) return null;
  const state = answerState(clock, page.now);
  const late = state === 'late' || state === 'missed';
  const key: TextKey = answered === null ? 'sla.answer.until' : 'sla.answer.given';
  return (
    <Fact name={t('sla.answer')}>
      <span class={late ? 'sla-late' : undefined}>
        {t(key)} <Time page={page} at={answered ?? due} as="clock" />
        {late && `, ${t('sla.answer.late')}`}
      </span>
    </Fact>
  );
}

function stateOf(clock: Clock, now: Date): State {
  const late = clock.breachedAt !== null && clock.dueAt <= (clock.closedAt ?? now);
  if (clock.closedAt !== null) return late || clock.closedAt > clock.dueAt ? 'late' : 'kept';
  if (clock.dueAt <= (clock.pausedAt ?? now)) return 'breached';
  if (clock.pausedAt !== null) return 'paused';
  return clock.warnAt !== null && clock.warnAt <= now ? 'near' : 'running';
}
