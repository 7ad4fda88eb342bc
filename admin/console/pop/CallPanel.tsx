import type { OwnCall } from '../../../core/call/ownCalls.ts';
import type { CallPop } from '../../../core/call/readCallPop.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Caller } from './Caller.tsx';
import { Outages } from './Outages.tsx';
import { OpenRequests, RecentContacts } from './Past.tsx';

interface CallPanelProps {
  page: Page;
  pop: CallPop;
}

/** A call at one's own telephone: who it is, what he has open, and the one key that takes it. */
export function CallPanel({ page, pop }: CallPanelProps) {
  const { t } = page;
  const { call } = pop;
  const heading = `pop-${call.id}`;
  return (
    <article
      class={`pop-call pop-${call.state}`}
      aria-labelledby={heading}
      data-call={call.id}
      data-state={call.state}
      data-ended={call.state === 'ended' || !isMine(page, call) ? 'yes' : undefined}
    >
      <header class="pop-head">
        <span class="pop-sign">
          <Icon name="call" />
        </span>
        <h2 id={heading}>{stateWords(page, call)}</h2>
        <Since call={call} />
        <button
          type="button"
          class="tool-button"
          aria-label={t('pop.dismiss')}
          title={t('pop.dismiss')}
          data-put-away
          data-hotkey="Escape"
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="pop-body">
        <Outages page={page} outages={pop.outages} />
        <Caller page={page} pop={pop} />
        <OpenRequests page={page} pop={pop} />
        <RecentContacts page={page} pop={pop} />
      </div>
      <Accept page={page} pop={pop} />
    </article>
  );
}

function Accept({ page, pop: { call, request } }: CallPanelProps) {
  const { t } = page;
  const mayTake = call.state !== 'ended' && isMine(page, call);
  if (!mayTake && request === null) return null;
  if (!mayTake && request !== null) {
    return (
      <footer class="pop-foot">
        <a class="btn btn-sm" href={`/requests/${request.id}`}>
          {request.number}
        </a>
      </footer>
    );
  }
  return (
    <form class="pop-foot" method="post" action={`/pop/${call.id}/accept`}>
      <button
        id={`pop-accept-${call.id}`}
        type="submit"
        class="btn btn-sm btn-primary"
        data-hotkey="a"
        data-hotkey-label={t('pop.accept')}
      >
        {t('pop.accept')}
        <span class="pop-key">A</span>
      </button>
      {request && <span class="text-faint">{request.number}</span>}
    </form>
  );
}

/** Counted on by pop.js, second by second. */
function Since({ call }: { call: OwnCall }) {
  const at = call.answeredAt ?? call.ringingAt;
  if (at === null) return null;
  const until = call.endedAt ?? new Date();
  const seconds = Math.max(0, Math.round((until.getTime() - at.getTime()) / 1000));
  return (
    <time class="pop-since" datetime={at.toISOString()} aria-hidden="true" data-since>
      {`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`}
    </time>
  );
}

/** Nobody else has answered or taken it. */
function isMine({ person }: Page, { answeredBy, takenBy }: OwnCall): boolean {
  return [answeredBy?.id, takenBy].every((id) => id === undefined || id === null || id === person?.id);
}

function stateWords(page: Page, call: OwnCall): string {
  const { t } = page;
  if (call.state === 'ringing') return t('pop.state.ringing');
  if (call.state === 'ended') return t(call.answeredAt === null ? 'pop.state.missed' : 'pop.state.ended');
  if (call.answeredBy === null) return t('pop.state.answeredElsewhere');
  if (call.answeredBy.id === page.person?.id) return t('pop.state.answered');
  return t('pop.state.answeredBy', { name: call.answeredBy.name });
}
