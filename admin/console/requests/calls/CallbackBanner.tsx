import type { CallbackView } from '../../../../core/call/readCalls.ts';
import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';
import { shortTime } from '../../layout/time.ts';
import { CallButton } from './CallButton.tsx';
import type { Calling } from './calling.ts';

/**
 * What is owed to a customer nobody answered: to call him back, and to say that it is done.
 * @param props.oob true in a refreshed part: it comes and goes by itself.
 */
export function CallbackBanner(props: {
  page: Page;
  callbacks: CallbackView[];
  calling: Calling;
  oob?: boolean;
}) {
  const { page, calling, oob = false } = props;
  const { t, now, language } = page;
  const due = props.callbacks.filter((task) => task.doneAt === null);
  const last = due.at(-1);
  const words = last && { at: shortTime(last.createdAt, now, language), count: due.length };
  return (
    <div id="callback" hidden={!last} hx-swap-oob={oob ? 'outerMorph' : undefined}>
      {words && (
        <section
          class="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-box border border-warning/45 bg-[color-mix(in_oklab,var(--color-warning)_9%,var(--color-base-100))] px-4 py-3"
          aria-labelledby="callback-title"
        >
          <div class="flex min-w-0 flex-1 basis-64 items-start gap-3">
            <Icon name="call" class="mt-0.5 size-5 shrink-0 text-warning" />
            <div class="min-w-0">
              <h2 id="callback-title" class="font-semibold">
                {t('callback.title')}
              </h2>
              <p>{t(due.length === 1 ? 'callback.one' : 'callback.many', words)}</p>
            </div>
          </div>
          <div class="flex flex-wrap gap-2">
            <CallButton page={page} calling={calling} />
            <form method="post" action={`/requests/${calling.requestId}/callbacks`}>
              {due.map((task) => (
                <input type="hidden" name="callbackId" value={task.id} />
              ))}
              <button type="submit" class="btn btn-sm">
                <Icon name="done" />
                {t('callback.submit')}
              </button>
            </form>
          </div>
        </section>
      )}
    </div>
  );
}
