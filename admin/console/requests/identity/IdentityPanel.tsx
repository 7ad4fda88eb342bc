import type { IdentityView } from '../../../../core/identity/readIdentities.ts';
import { highest, RUNGS, type Rung } from '../../../../core/identity/rung.ts';
import type { RequestView } from '../../../../core/service-request/readRequests.ts';
import type { Page } from '../../env.ts';
import { channelLabel } from '../../layout/words.ts';
import { byWords, linkLabel } from './linkWords.ts';
import { PastLinks } from './PastLinks.tsx';
import { RememberForm } from './RememberForm.tsx';
import { UnlinkForm, type UnlinkState } from './UnlinkForm.tsx';

export interface IdentityPanelProps {
  page: Page;
  request: RequestView;
  /** Who speaks, as his channel knows him; null: nobody in particular. */
  identity: string | null;
  /** His links, newest first. */
  links: IdentityView[];
  names: Map<string, string>;
  unlink: UnlinkState;
}

/** Who is at the other end, how surely, by whose word; and the ways to set that right. */
export function IdentityPanel(props: IdentityPanelProps) {
  const { page, request, identity, links, names } = props;
  const { t } = page;
  const link = links.find((each) => each.unlinkedAt === null);
  const past = links.filter((each) => each.unlinkedAt !== null);
  return (
    <section class="panel" aria-labelledby="identity">
      <h2 id="identity" class="panel-title">
        {t('identity.title')}
      </h2>
      <TrustLevel page={page} rung={highest(request.rung, link?.rung ?? 'UNKNOWN')} />
      <div class="mt-3 grid gap-3 border-t border-base-300 pt-3">
        {link && (
          <div>
            <p class="text-faint text-xs">{t('identity.link')}</p>
            <p class="font-medium wrap-anywhere">{linkLabel(link)}</p>
            <p class="text-faint text-xs wrap-anywhere">
              {channelLabel(link.channel)} · {byWords(link.linkedBy, link.linkedAt, page, names)}
            </p>
          </div>
        )}
        {!link && <p class="text-faint">{t(identity === null ? 'identity.nobody' : 'identity.none')}</p>}
        {identity !== null && <RememberForm page={page} request={request} link={link} />}
        {link && <UnlinkForm page={page} requestId={request.id} linkId={link.id} unlink={props.unlink} />}
        {past.length > 0 && <PastLinks page={page} links={past} names={names} />}
      </div>
    </section>
  );
}

/** The rung of the ladder: as bars, in a word, and what follows from it. */
function TrustLevel({ page, rung }: { page: Page; rung: Rung }) {
  const { t } = page;
  const level = RUNGS.indexOf(rung);
  const tone = level >= 3 ? 'bg-success' : level >= 1 ? 'bg-warning' : 'bg-error';
  return (
    <>
      <div class="flex items-center gap-3">
        <span class="flex gap-0.5" role="img" aria-label={t('identity.level', { level })}>
          {RUNGS.slice(1).map((_, index) => (
            <span class={`h-2 w-5 rounded-xs ${index < level ? tone : 'bg-base-content/18'}`} />
          ))}
        </span>
        <span class="font-medium">{t(`rung.${rung}`)}</span>
      </div>
      <p class="text-faint mt-1 text-xs">{t(`rung.${rung}.hint`)}</p>
    </>
  );
}
