import type { PresentPerson } from '../../../core/presence/presence.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';

/** How many are named; the rest are counted. */
const NAMED = 2;

/**
 * Says who else has this card open, so that two people do not answer one customer. It says at the same time that its
 * reader has it open, and keeps saying so (presence.js gives the page its name and says when it is left).
 * @param props.subject `request:<id>` or `incident:<id>`.
 * @param props.people the others; absent: the page finds out as soon as it is there.
 */
export function Presence({
  page,
  subject,
  people = [],
}: {
  page: Page;
  subject: string;
  people?: PresentPerson[];
}) {
  const { t } = page;
  const named = people.slice(0, NAMED).map((each) => each.name);
  const more = people.length - named.length;
  const names = more > 0 ? [...named, t('live.presence.more', { count: String(more) })] : named;
  return (
    <p
      id="presence"
      class="presence"
      role="status"
      data-presence={subject}
      hx-post="/live/presence"
      hx-trigger="presence, every 20s"
      hx-swap="outerMorph"
    >
      {people.length > 0 && (
        <span class="presence-people" title={people.map((each) => each.name).join(', ')}>
          <Icon name="eye" />
          {t('live.presence.alsoOpen', { names: names.join(', ') })}
        </span>
      )}
    </p>
  );
}
