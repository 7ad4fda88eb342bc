import type { Page } from '../env.ts';
import { Icon } from './Icon.tsx';

/**
 * The sheet of what works by keyboard on this page. hotkeys.js fills it with what it finds: every `data-hotkey`, by its
 * `aria-label`, `title` or text, and the keys that are its own.
 */
export function Hotkeys({ page }: { page: Page }) {
  const { t } = page;
  return (
    <dialog
      id="hotkeys"
      class="keys"
      aria-labelledby="hotkeys-title"
      data-search={t('live.keys.search')}
      data-next={t('live.keys.next')}
      data-previous={t('live.keys.previous')}
      data-enter={t('live.keys.enter')}
      data-escape={t('live.keys.escape')}
      data-sheet={t('live.keys.sheet')}
      data-then={t('live.keys.then')}
    >
      <form method="dialog" class="keys-head">
        <h2 id="hotkeys-title">{t('live.keys.title')}</h2>
        <button
          type="submit"
          class="tool-button"
          aria-label={t('live.keys.close')}
          title={t('live.keys.close')}
        >
          <Icon name="close" />
        </button>
      </form>
      <div class="keys-body">
        {(['call', 'row', 'page', 'everywhere'] as const).map((group) => (
          <section data-keys={group} hidden>
            <h3>{t(`live.keys.${group}`)}</h3>
            <dl></dl>
          </section>
        ))}
      </div>
      <p class="keys-hint">{t('live.keys.hint')}</p>
    </dialog>
  );
}

/** Opens the sheet with a mouse, and says that there is one. */
export function HotkeysButton({ page }: { page: Page }) {
  const label = page.t('live.keys.open');
  return (
    <button
      type="button"
      class="tool-button keys-button"
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      data-keys-open
    >
      ?
    </button>
  );
}
