import type { BoardCard } from '../../../core/board/board.ts';
import type { Page } from '../env.ts';
import { age, fullTime, shortTime } from '../layout/time.ts';
import { termOf } from '../sla/term.ts';

/** So long ago is just now: the ages on a board are not counted by the second. */
const JUST_SECONDS = 60;

/** How much of a card's time is gone: a bar for the eye, words for everybody. Nothing where it has no term. */
export function TermBar({ page, card }: { page: Page; card: BoardCard }) {
  const { t, language } = page;
  const term = termOf(card, page.now);
  if (!term || card.dueAt === null) return null;
  const isFresh = term.state === 'breached' && term.seconds < JUST_SECONDS;
  return (
    <div
      class={`term term-${term.state}`}
      title={t('board.term.due', { at: fullTime(card.dueAt, language) })}
    >
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="term-track" width="100" height="4" />
        <rect class="term-gone" width={term.gone} height="4" />
      </svg>
      <span>
        {t(isFresh ? 'board.term.justBreached' : `board.term.${term.state}`, {
          time: age(term.seconds, language),
          at: shortTime(card.dueAt, page.now, language),
        })}
      </span>
    </div>
  );
}
