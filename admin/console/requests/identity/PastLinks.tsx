import type { IdentityView } from '../../../../core/identity/readIdentities.ts';
import type { Page } from '../../env.ts';
import { byWords, linkLabel } from './linkWords.ts';

/** Links that were undone: whom they named, who made and who undid them, and why. */
export function PastLinks(props: { page: Page; links: IdentityView[]; names: Map<string, string> }) {
  const { page, links, names } = props;
  const { t } = page;
  return (
    <details class="disclosure-inline" id="past-links" hx-morph-skip>
      <summary class="disclosure-summary">{t('identity.history', { count: links.length })}</summary>
      <ol class="grid gap-2.5">
        {links.map((link) => (
          <li class="border-l-2 border-base-300 pl-2.5 text-xs wrap-anywhere">
            <p class="text-sm">{linkLabel(link)}</p>
            <p class="text-faint">
              {t(`rung.${link.rung}`)} · {byWords(link.linkedBy, link.linkedAt, page, names)}
            </p>
            <Undone page={page} link={link} names={names} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Undone({ page, link, names }: { page: Page; link: IdentityView; names: Map<string, string> }) {
  const { t } = page;
  if (link.unlinkedAt === null || link.unlinkedBy === null) return null;
  const by = byWords(link.unlinkedBy, link.unlinkedAt, page, names);
  const reason =
    link.unlinkReason === 'replaced'
      ? t('identity.replaced')
      : t('identity.reason', { reason: link.unlinkReason ?? '—' });
  return (
    <p class="text-faint">
      {t('identity.unlinkedBy', { by })}; {reason}
    </p>
  );
}
