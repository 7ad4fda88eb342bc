import type { Page } from '../env.ts';
import { Icon } from './Icon.tsx';

/** Goes round system, light, dark; console.js keeps the choice in a cookie, so that the server draws it at once. */
export function ThemeSwitch({ page }: { page: Page }) {
  const { t } = page;
  const choice = page.theme ?? 'system';
  const labels = { system: t('nav.theme.system'), light: t('nav.theme.light'), dark: t('nav.theme.dark') };
  return (
    <button
      type="button"
      class="tool-button theme-switch"
      data-theme-switch={choice}
      data-label-system={labels.system}
      data-label-light={labels.light}
      data-label-dark={labels.dark}
      aria-label={labels[choice]}
      title={labels[choice]}
    >
      <Icon name="system" class="icon-system size-4" />
      <Icon name="sun" class="icon-light size-4" />
      <Icon name="moon" class="icon-dark size-4" />
    </button>
  );
}
