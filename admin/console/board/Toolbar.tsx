import { type BoardChoice, LANINGS } from '../../../core/board/board.ts';
import { PRIORITIES } from '../../../core/incident/priority.ts';
import { Icon } from '../layout/Icon.tsx';
import { groupLabel } from '../layout/words.ts';
import type { TextKey } from '../texts.ts';
import type { BoardProps } from './BoardPage.tsx';
import { boardUrl, laneName } from './boardQuery.ts';

/** What the board is narrowed to. Each change asks for the board anew; without a script the button does. */
export function Toolbar(props: BoardProps) {
  const { page, address, board } = props;
  const { t, language } = page;
  const named = ({ id, name }: BoardChoice) => ({ value: id, label: name[language] });
  return (
    <form class="filters board-filters" method="get" action="/board" data-board-filters>
      {board.by !== null && <input type="hidden" name="by" value={board.by} />}
      <div class="search-field">
        <Icon name="search" />
        <input
          type="search"
          name="q"
          value={address.q ?? ''}
          maxlength={100}
          aria-label={t('board.search')}
          placeholder={t('board.search')}
        />
      </div>
      {board.by !== null && <LanePicker {...props} />}
      <Choice
        name="service"
        label={t('board.service')}
        all={t('board.service.all')}
        value={address.service}
        choices={board.choices.services.map(named)}
      />
      <Choice
        name="priority"
        label={t('board.priority')}
        all={t('board.priority.all')}
        value={address.priority}
        choices={PRIORITIES.map((each) => ({ value: each, label: t(`priority.${each}` as TextKey) }))}
      />
      {board.by === null && (
        <Choice
          name="whose"
          label={t('board.whose')}
          all={t('board.whose.all')}
          value={address.whose}
          choices={(['mine', 'unassigned'] as const).map((each) => ({
            value: each,
            label: t(`board.whose.${each}`),
          }))}
        />
      )}
      <button type="submit" class="btn btn-sm" data-no-script>
        {t('board.apply')}
      </button>
    </form>
  );
}

function LanePicker({ page, address, board }: BoardProps) {
  const { t, language } = page;
  const byAgent = board.by === 'agent';
  const nobody = { value: laneName(''), label: t(byAgent ? 'board.lane.nobody' : 'board.lane.noGroup') };
  const others = byAgent
    ? board.choices.agents.map(({ id, name }) => ({ value: id, label: name[language] }))
    : board.choices.groups.map((id) => ({ value: id, label: groupLabel(id, t) }));
  return (
    <Choice
      name="lane"
      label={t(byAgent ? 'board.lane.agent' : 'board.lane.group')}
      all={t(byAgent ? 'board.lane.agents' : 'board.lane.groups')}
      value={address.lane}
      choices={[nobody, ...others]}
    />
  );
}

function Choice(props: {
  name: string;
  label: string;
  all: string;
  value: string | undefined;
  choices: { value: string; label: string }[];
}) {
  return (
    <select name={props.name} class="select select-sm" aria-label={props.label}>
      <option value="">{props.all}</option>
      {props.choices.map(({ value, label }) => (
        <option value={value} selected={value === props.value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** By agent or by group; an agent has nothing to choose. */
export function LaningTabs({ page, address, board }: BoardProps) {
  const { t } = page;
  if (board.by === null) return null;
  return (
    <nav class="tabs-row" aria-label={t('board.by')}>
      {LANINGS.map((by) => (
        <a
          href={boardUrl(address, { by, lane: undefined })}
          aria-current={board.by === by && address.lane === undefined ? 'page' : undefined}
        >
          {t(`board.by.${by}`)}
        </a>
      ))}
    </nav>
  );
}
