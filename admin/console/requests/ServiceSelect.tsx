import type { Service } from '../../../core/service-catalog/catalogue.ts';
import type { Page } from '../env.ts';
import { groupLabel } from '../layout/words.ts';

/** Active services by work group. */
export function ServiceSelect(props: { page: Page; services: Service[]; selected: string | undefined }) {
  const { page, services, selected } = props;
  const { t } = page;
  const active = services.filter((service) => service.active);
  const groups = [...new Set(active.map((service) => service.workGroupId))];
  return (
    <label class="field">
      <span class="field-label">{t('settle.service')}</span>
      <select class="select" name="serviceId">
        <option value="">{t('settle.service.choose')}</option>
        {groups.map((group) => (
          <optgroup label={group === null ? t('settle.service.noGroup') : groupLabel(group, t)}>
            {active
              .filter((service) => service.workGroupId === group)
              .map((service) => (
                <option value={service.id} selected={service.id === selected}>
                  {page.language === 'en' ? service.nameEn : service.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
