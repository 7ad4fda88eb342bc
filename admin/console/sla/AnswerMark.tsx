import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { age, fullTime, shortTime } from '../layout/time.ts';
import { type AnswerTerm, answerState } from './answer.ts';

/** A customer who waits for his first answer, when it is due soon or late; nothing otherwise. */
export function AnswerMark({ page, of }: { page: Page; of: AnswerTerm }) {
  const { t, language, now } = page;
  const state = answerState(of, now);
  if ((state !== 'late' && state !== 'near') || of.answerDueAt === null) return null;
  const time = age((now.getTime() - of.answerDueAt.getTime()) / 1000, language);
  return (
    <p
      class={`answer-mark answer-${state}`}
      title={t('sla.answer.due', { at: fullTime(of.answerDueAt, language) })}
    >
      <Icon name="reply" class="size-3.5 shrink-0" />
      <span>{t(`sla.answer.mark.${state}`, { time, at: shortTime(of.answerDueAt, now, language) })}</span>
    </p>
  );
}
