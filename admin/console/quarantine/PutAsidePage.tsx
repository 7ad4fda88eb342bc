import type { PutAside } from '../../../core/contact/readPutAside.ts';
import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { BackLink } from '../layout/BackLink.tsx';
import { Fact } from '../layout/Fact.tsx';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { Time } from '../layout/Time.tsx';
import { channelLabel, senderLabel } from '../layout/words.ts';
import { quarantineReason } from './quarantineReason.ts';

interface PutAsideProps {
  page: Page;
  contact: PutAside & { raw: unknown };
  failure: Failure | null;
  /** A reason that was written before a refusal. */
  reason: string;
}

/** One contact that is not being worked: all it came with, why it is here, and what can be done about it. */
export function PutAsidePage(props: PutAsideProps) {
  const { page, contact, failure } = props;
  const { t } = page;
  const title = `${channelLabel(contact.channel)}: ${senderLabel(contact, t)}`;
  return (
    <Layout page={page} title={title} section="quarantine" failed={failure !== null}>
      <BackLink href={`/quarantine?state=${contact.state}`} label={t('quarantine.back')} />
      <div class="card-head">
        <h1>{title}</h1>
        <span class={`chip ${contact.state === 'DROPPED' ? 'chip-neutral' : 'chip-warning'}`}>
          {t(`quarantine.state.${contact.state}`)}
        </span>
      </div>
      <FailureAlert page={page} failure={failure} />
      <div class="columns">
        <div class="column-main">
          <section class="panel panel-accent" aria-labelledby="why">
            <h2 id="why" class="panel-title">
              {t('quarantine.why')}
            </h2>
            <p>{quarantineReason(contact.reason, t)}</p>
            {contact.reason === 'choice.unknown' && (
              <p class="text-faint mt-1">{t('quarantine.why.choice.unknown.hint')}</p>
            )}
            <Actions {...props} />
          </section>
          <div class="panel">
            <h2 id="raw" class="panel-title">
              {t('quarantine.raw')}
            </h2>
            {/* What scrolls must scroll by keyboard too. */}
            <section class="raw" tabindex={0} aria-labelledby="raw">
              <pre>{JSON.stringify(contact.raw, null, 2)}</pre>
            </section>
          </div>
        </div>
        <aside class="column-side">
          <Facts page={page} contact={contact} />
        </aside>
      </div>
    </Layout>
  );
}

function Actions({ page, contact, reason, failure }: PutAsideProps) {
  const { t } = page;
  return (
    <div class="mt-4 grid gap-4 border-t border-base-300 pt-4">
      <form method="post" action={`/quarantine/${contact.id}/replay`} class="form-actions">
        <button type="submit" class="btn btn-primary" data-hotkey="r">
          <Icon name="back" class="size-4 -scale-x-100" />
          {t('quarantine.replay')}
        </button>
        <p class="text-faint min-w-0 flex-1 basis-48 text-xs">{t('quarantine.replay.hint')}</p>
      </form>
      {contact.state === 'QUARANTINED' && (
        <details class="disclosure-inline" open={failure !== null}>
          <summary class="disclosure-summary">{t('quarantine.drop.open')}</summary>
          <form method="post" action={`/quarantine/${contact.id}/drop`} class="form-stack">
            <label class="field">
              <span class="field-label">{t('quarantine.drop.reason')}</span>
              <textarea class="entry" name="reason" rows={2} maxlength={500} required>
                {reason}
              </textarea>
            </label>
            <p class="text-faint">{t('quarantine.drop.consequence')}</p>
            <button type="submit" class="btn btn-error justify-self-start">
              {t('quarantine.drop')}
            </button>
          </form>
        </details>
      )}
    </div>
  );
}

function Facts({ page, contact }: Pick<PutAsideProps, 'page' | 'contact'>) {
  const { t } = page;
  return (
    <section class="panel" aria-labelledby="facts">
      <h2 id="facts" class="panel-title">
        {t('quarantine.facts')}
      </h2>
      <dl class="facts">
        <Fact name={t('quarantine.fact.kind')}>{t(`kind.${contact.kind}`)}</Fact>
        <Fact name={t('quarantine.fact.sender')}>{contact.sender ?? t('phone.none')}</Fact>
        <Fact name={t('quarantine.fact.text')}>{contact.text ?? t('list.noText')}</Fact>
        {contact.choice !== null && (
          <Fact name={t('quarantine.fact.choice')}>
            <span class="mono">{contact.choice}</span>
          </Fact>
        )}
        <Fact name={t('quarantine.fact.received')}>
          <Time page={page} at={contact.receivedAt} as="clock" />
        </Fact>
        <Fact name={t('quarantine.fact.attempts')}>{String(contact.attempts)}</Fact>
        <Fact name={t('quarantine.fact.code')}>
          <span class="mono">{contact.reason ?? '—'}</span>
        </Fact>
        <Fact name={t('quarantine.fact.key')}>
          <span class="mono">
            {contact.account} / {contact.externalId}
          </span>
        </Fact>
        {contact.droppedAt !== null && (
          <Fact name={t('quarantine.state.DROPPED')}>
            {t('quarantine.droppedBy', { who: contact.droppedByName ?? t('event.someone') })},{' '}
            <Time page={page} at={contact.droppedAt} as="clock" />: {contact.dropReason}
          </Fact>
        )}
      </dl>
    </section>
  );
}
