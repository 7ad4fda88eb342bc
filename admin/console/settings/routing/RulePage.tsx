import type { Service } from '../../../../core/service-catalog/catalogue.ts';
import type { Page } from '../../env.ts';
import type { Failure } from '../../failure.ts';
import { channelLabel } from '../../layout/words.ts';
import { SettingsPage } from '../SettingsPage.tsx';
import type { RuleForm } from './ruleForm.ts';

/** One rule: what it asks of a contact and where that goes. @param props.id null for a new one. */
export function RulePage(props: {
  page: Page;
  id: string | null;
  form: RuleForm;
  services: Service[];
  channels: string[];
  failure: Failure | null;
}) {
  const { page, id, form, failure } = props;
  const { t, language } = page;
  const { rule } = form;
  const title = t(id === null ? 'settings.rule.new' : 'settings.rule.edit');
  return (
    <SettingsPage
      page={page}
      room="routing"
      title={title}
      lead={t('settings.rule.lead')}
      failure={failure}
      back={{ href: '/settings/routing', label: t('settings.nav.routing') }}
    >
      <form class="panel form-stack max-w-2xl" method="post" action={`/settings/routing/${id ?? 'new'}`}>
        <input type="hidden" name="version" value={String(form.version)} autocomplete="off" />
        <label class="field">
          <span class="field-label">{t('settings.rule.field.channel')}</span>
          <select class="select" name="channel">
            <option value="">{t('settings.rule.anyChannel')}</option>
            {props.channels.map((channel) => (
              <option value={channel} selected={channel === rule.channel}>
                {channelLabel(channel)}
              </option>
            ))}
          </select>
        </label>
        <TextField page={page} name="queue" value={rule.queue} />
        <TextField page={page} name="keyword" value={rule.keyword} />
        <label class="flex cursor-pointer items-start gap-2.5">
          <input
            type="checkbox"
            class="tick mt-0.5"
            name="skipsSilent"
            value="yes"
            checked={rule.skipsSilent}
          />
          <span>
            {t('settings.rule.field.skipsSilent')}
            <span class="text-faint block text-xs">{t('settings.rule.field.skipsSilent.hint')}</span>
          </span>
        </label>
        <label class="field">
          <span class="field-label">{t('settings.rule.field.service')}</span>
          <select class="select" name="serviceId" required>
            <option value="">{t('settings.rule.chooseService')}</option>
            {props.services.map((service) => (
              <option value={service.id} selected={service.id === rule.serviceId}>
                {language === 'ru' ? service.name : service.nameEn}
              </option>
            ))}
          </select>
        </label>
        <div class="form-actions">
          <button type="submit" class="btn btn-primary">
            {t('settings.save')}
          </button>
          <a class="btn" href="/settings/routing">
            {t('settings.cancel')}
          </a>
        </div>
      </form>
      {id !== null && (
        <details class="panel disclosure mt-4 max-w-2xl">
          <summary>{t('settings.rule.delete.open')}</summary>
          <form class="form-stack" method="post" action={`/settings/routing/${id}/delete`}>
            <input type="hidden" name="version" value={String(form.version)} autocomplete="off" />
            <p class="text-faint">{t('settings.rule.delete.consequence')}</p>
            <button type="submit" class="btn btn-error justify-self-start">
              {t('settings.rule.delete')}
            </button>
          </form>
        </details>
      )}
    </SettingsPage>
  );
}

function TextField({ page, name, value }: { page: Page; name: 'queue' | 'keyword'; value: string | null }) {
  const { t } = page;
  return (
    <label class="field">
      <span class="field-label">{t(`settings.rule.field.${name}`)}</span>
      <input class="entry max-w-md" name={name} value={value ?? ''} maxlength={100} autocomplete="off" />
      <span class="text-faint text-xs">{t(`settings.rule.field.${name}.hint`)}</span>
    </label>
  );
}
