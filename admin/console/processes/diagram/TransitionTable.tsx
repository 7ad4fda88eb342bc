import { findStep } from '../../../../core/business-process/process.ts';
import type { ProcessDraft } from '../../../../core/business-process/validateProcess.ts';
import type { Page } from '../../env.ts';
import { moverWords, orderWords } from '../wayWords.ts';

/** Every transition in words: what the diagram draws. */
export function TransitionTable({ page, process }: { page: Page; process: ProcessDraft }) {
  const { t, language } = page;
  const named = { ...process, version: 0 };
  const nameOf = (id: string) => findStep(named, id)?.name[language] || id;
  return (
    <table class="plain-table">
      <caption class="sr-only">{t('processes.transitions')}</caption>
      <thead>
        <tr>
          {(['from', 'to', 'by', 'order'] as const).map((column) => (
            <th scope="col">{t(`processes.transition.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {process.transitions.map((each) => (
          <tr>
            <td data-label={t('processes.transition.from')}>{nameOf(each.from)}</td>
            <td data-label={t('processes.transition.to')}>{nameOf(each.to)}</td>
            <td data-label={t('processes.transition.by')}>{moverWords(each, t)}</td>
            <td data-label={t('processes.transition.order')}>{orderWords(each, t) || '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
