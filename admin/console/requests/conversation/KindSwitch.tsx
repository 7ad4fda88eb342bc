import type { Page } from '../../env.ts';
import type { ReplyState } from './reply.ts';

const KINDS = ['reply', 'question'] as const;

/** Whether what is written is a reply or a question: one of two, side by side. */
export function KindSwitch({ page, chosen }: { page: Page; chosen: ReplyState['kind'] }) {
  const { t } = page;
  return (
    <div
      class="inline-flex w-fit rounded-field border border-(--edge) p-0.5"
      role="radiogroup"
      aria-label={t('reply.kind')}
    >
      {KINDS.map((kind) => (
        <label class="relative flex h-7 cursor-pointer items-center rounded-[calc(var(--radius-field)-0.125rem)] px-3 font-medium has-checked:bg-primary has-checked:text-primary-content has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary">
          <input
            class="absolute inset-0 cursor-pointer appearance-none outline-none"
            type="radio"
            name="kind"
            value={kind}
            checked={kind === chosen}
          />
          {t(`reply.kind.${kind}`)}
        </label>
      ))}
    </div>
  );
}
