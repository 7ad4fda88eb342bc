import type { ServiceChoice } from '../../../../core/service-catalog/chooseService.ts';
import { Alert } from '../../layout/Alert.tsx';
import { channelLabel } from '../../layout/words.ts';
import type { RoutingProps } from './RoutingPage.tsx';
import { ruleWords } from './ruleWords.ts';

/** Says which rule a message would go by. Nothing is taken in. */
export function Tester(props: RoutingProps) {
  const { page, channels, tried } = props;
  const { t } = page;
  const form = tried?.form ?? { channel: 'sms', queue: '', text: '' };
  return (
    <section class="panel" aria-labelledby="try">
      <h2 id="try" class="panel-title">
        {t('settings.try')}
      </h2>
      <form class="form-stack" method="post" action="/settings/routing/try">
        <label class="field">
          <span class="field-label">{t('settings.try.channel')}</span>
          <select class="select" name="channel">
            {channels.map((channel) => (
              <option value={channel} selected={channel === form.channel}>
                {channelLabel(channel)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span class="field-label">{t('settings.try.text')}</span>
          <textarea class="entry" name="text" rows={3} maxlength={4000}>
            {form.text}
          </textarea>
        </label>
        <label class="field">
          <span class="field-label">{t('settings.try.queue')}</span>
          <input class="entry" name="queue" value={form.queue} maxlength={100} autocomplete="off" />
        </label>
        <button type="submit" class="btn justify-self-start">
          {t('settings.try.submit')}
        </button>
        {tried && (
          <Alert tone={tried.choice.by === null ? 'warning' : 'success'} answer>
            {verdict(props, tried.choice)}
          </Alert>
        )}
      </form>
    </section>
  );
}

function verdict(
  { page, table, serviceNames }: RoutingProps,
  { by, rule, serviceId }: ServiceChoice,
): string {
  const { t } = page;
  if (by === null || serviceId === null) return t('settings.try.none');
  const service = serviceNames.get(serviceId) ?? serviceId;
  if (rule === null) return t('settings.try.queueIsService', { service });
  const place = table.rules.findIndex((each) => each.id === rule.id) + 1;
  return t('settings.try.rule', { place, rule: ruleWords(rule, t), service });
}
