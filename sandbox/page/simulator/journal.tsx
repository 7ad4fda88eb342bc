import { Icon } from '../icons.tsx';
import type { Texts } from '../locales/ru.ts';

/** Every request the page made, and its answer. */
export function Journal({ texts }: { texts: Texts['simulator'] }) {
  const { journal } = texts;
  return (
    <section class="journal" aria-labelledby="journal-title">
      <header class="journal-head">
        <h2 id="journal-title">{journal.title}</h2>
        <p>{journal.intro}</p>
        <button type="button" class="button small" id="journal-clear" hidden>
          <Icon name="close" />
          {journal.clear}
        </button>
      </header>
      <p class="empty" id="journal-empty">
        {journal.empty}
      </p>
      <ol class="journal-list" id="journal" />
    </section>
  );
}
