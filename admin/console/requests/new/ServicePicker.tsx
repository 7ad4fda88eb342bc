import type { Service } from '../../../../core/service-catalog/catalogue.ts';
import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';
import { groupLabel } from '../../layout/words.ts';

interface ServicePickerProps {
  page: Page;
  services: Service[];
  chosen: string | undefined;
  /** Part of a name. */
  filter: string;
}

/** The catalogue by work group, to choose one of; what is typed above narrows it, the chosen one stays. */
export function ServicePicker(props: ServicePickerProps) {
  const { t } = props.page;
  return (
    <fieldset class="field">
      <legend class="field-label">{t('work.new.service')}</legend>
      <div class="grid gap-2">
        <label class="search-field max-w-md">
          <span class="sr-only">{t('work.new.service.filter')}</span>
          <Icon name="search" />
          <input
            type="search"
            name="filter"
            value={props.filter}
            placeholder={t('work.new.service.filter')}
            autocomplete="off"
            maxlength={60}
            hx-get="/requests/new/services"
            hx-trigger="input changed delay:150ms, search"
            hx-include="#services [name=serviceId]:checked"
            hx-target="#services"
            hx-swap="outerHTML"
            hx-sync="this:replace"
          />
        </label>
        <ServiceChoices {...props} />
      </div>
    </fieldset>
  );
}

/** The services themselves. */
export function ServiceChoices({ page, services, chosen, filter }: ServicePickerProps) {
  const { t, language } = page;
  const nameOf = (service: Service) => (language === 'en' ? service.nameEn : service.name);
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (service: Service) =>
    service.id === chosen ||
    words.every((word) => `${service.name} ${service.nameEn}`.toLowerCase().includes(word));
  const shown = services.filter((service) => service.active && fits(service));
  const groups = [...new Set(shown.map((service) => service.workGroupId))];
  return (
    <div id="services" class="service-groups" aria-live="polite">
      {shown.length === 0 && <p class="text-faint">{t('settle.customer.none')}</p>}
      {groups.map((group) => (
        <fieldset>
          <legend class="service-group">
            {group === null ? t('settle.service.noGroup') : groupLabel(group, t)}
          </legend>
          <div class="choices">
            {shown
              .filter((service) => service.workGroupId === group)
              .map((service) => (
                <label class="choice">
                  <input
                    type="radio"
                    class="radio radio-sm radio-primary"
                    name="serviceId"
                    value={service.id}
                    checked={service.id === chosen}
                    required
                  />
                  <span class="choice-name min-w-0">{nameOf(service)}</span>
                </label>
              ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
