import type { StoredRoutingRule } from '../../../../core/service-catalog/routingRule.ts';
import { Icon } from '../../layout/Icon.tsx';
import type { RoutingProps } from './RoutingPage.tsx';
import { ruleWords } from './ruleWords.ts';

/** The rules in the order they are tried; each is moved by its buttons, or drawn to its place by the handle. */
export function RuleTable(props: RoutingProps) {
  const { page, table, tried } = props;
  const { t } = page;
  return (
    <ol class="rules" data-sortable aria-label={t('settings.routing.rules')}>
      {table.rules.map((rule, place) => (
        <Rule {...props} rule={rule} place={place} hit={tried?.choice.rule?.id === rule.id} />
      ))}
    </ol>
  );
}

function Rule(props: RoutingProps & { rule: StoredRoutingRule; place: number; hit: boolean }) {
  const { page, table, rule, place, hit } = props;
  const { t } = page;
  const words = ruleWords(rule, t);
  const service = props.serviceNames.get(rule.serviceId) ?? rule.serviceId;
  return (
    <li class={`rule ${hit ? 'rule-hit' : ''}`} id={`rule-${rule.id}`}>
      <span class="rule-handle" aria-hidden="true" title={t('settings.routing.drag')} />
      <span class="rule-place">{place + 1}</span>
      <a class="rule-words" href={`/settings/routing/${rule.id}`}>
        <span class="wrap-anywhere">{words}</span>
        <span class="rule-service">
          <Icon name="forward" class="size-3.5 shrink-0" />
          <span class="wrap-anywhere">{service}</span>
          {!props.offered.has(rule.serviceId) && (
            <span class="chip chip-warning">{t('settings.routing.gone')}</span>
          )}
        </span>
      </a>
      <form method="post" action={`/settings/routing/${rule.id}/move`} class="rule-moves">
        <input type="hidden" name="version" value={String(table.version)} autocomplete="off" />
        <Move {...props} to={place - 1} way="up" words={words} disabled={place === 0} />
        <Move
          {...props}
          to={place + 1}
          way="down"
          words={words}
          disabled={place === table.rules.length - 1}
        />
      </form>
    </li>
  );
}

function Move(
  props: Pick<RoutingProps, 'page'> & { to: number; way: 'up' | 'down'; words: string; disabled: boolean },
) {
  const { page, to, way, words } = props;
  return (
    <button
      type="submit"
      class="tool-button"
      name="to"
      value={String(to)}
      disabled={props.disabled}
      aria-label={page.t(`settings.routing.${way}`, { rule: words })}
      title={page.t(`settings.routing.${way}.short`)}
    >
      <Icon name="back" class={`size-4 ${way === 'up' ? 'rotate-90' : '-rotate-90'}`} />
    </button>
  );
}
