import { BackLink } from '../layout/BackLink.tsx';
import { Layout } from '../layout/Layout.tsx';
import { boardUrl } from './boardQuery.ts';
import { MovePanel, type MoveProps } from './MovePanel.tsx';

/** The moves of one card as a page of its own: where there is no script, and after a refusal. */
export function MovePage(props: MoveProps) {
  const { page, incident, failure } = props;
  const { t } = page;
  return (
    <Layout
      page={page}
      title={t('board.move.of', { number: incident.number })}
      section="board"
      failed={failure !== null}
    >
      <BackLink href={boardUrl(props.address)} label={t('board.title')} />
      <div class="panel board-move-page">
        <MovePanel {...props} />
      </div>
    </Layout>
  );
}
