import type { IdentityView } from '../../../core/identity/readIdentities.ts';
import type { Page } from '../env.ts';
import { Time } from '../layout/Time.tsx';
import { channelLabel, phoneLabel } from '../layout/words.ts';

/** Who stands for a customer on the channels, as far as the reader may know: links that hold first. */
export function IdentitiesPanel({ page, identities }: { page: Page; identities: IdentityView[] }) {
  const { t } = page;
  const [holding, past] = [true, false].map((holds) =>
    identities.filter((each) => (each.unlinkedAt === null) === holds),
  );
  return (
    <section class="panel" aria-labelledby="identities">
      <h2 id="identities" class="panel-title">
        {t('customer.identities')}
      </h2>
      {identities.length === 0 && <p class="text-faint">{t('customer.identities.none')}</p>}
      <ul class="grid gap-2.5">
        {[...(holding ?? []), ...(past ?? [])].map((link) => (
          <li>
            <p class={link.unlinkedAt === null ? 'font-medium wrap-anywhere' : 'text-faint wrap-anywhere'}>
              {channelLabel(link.channel)} · {link.phone === null ? link.identity : phoneLabel(link.phone)}
            </p>
            <p class="text-faint text-xs">
              {link.unlinkedAt === null ? t(`rung.${link.rung}`) : t('customer.identities.past')},{' '}
              <Time page={page} at={link.unlinkedAt ?? link.linkedAt} as="clock" />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
