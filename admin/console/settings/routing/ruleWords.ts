import type { RoutingRule } from '../../../../core/service-catalog/routingRule.ts';
import { channelLabel } from '../../layout/words.ts';
import type { Texts } from '../../texts.ts';

/** What a rule asks of a contact, as a sentence: `SMS, в тексте «роуминг»`. */
export function ruleWords(rule: RoutingRule, t: Texts): string {
  const parts = [
    rule.channel === null ? null : t('settings.rule.channel', { channel: channelLabel(rule.channel) }),
    rule.queue === null ? null : t('settings.rule.queue', { queue: rule.queue }),
    rule.keyword === null ? null : t('settings.rule.keyword', { keyword: rule.keyword }),
  ].filter((part) => part !== null);
  const asked = parts.length === 0 ? t('settings.rule.all') : parts.join(', ');
  return rule.skipsSilent ? `${asked}, ${t('settings.rule.skipsSilent')}` : asked;
}
