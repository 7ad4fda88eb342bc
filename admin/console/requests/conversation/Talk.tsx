import type { Page } from '../../env.ts';
import { Answer } from './Answer.tsx';
import { AutoNotice } from './AutoNotice.tsx';
import { type Dialogue, type Entry, toEntries } from './entries.ts';
import { Said } from './Said.tsx';
import { Upload } from './Upload.tsx';

/** More than this is read on demand only. */
const SHOWN = 30;

export interface TalkProps {
  page: Page;
  requestId: string;
  dialogue: Dialogue;
  serviceNames: Map<string, string>;
  /** Whether more may come: then it asks for itself. */
  live: boolean;
  /** Show everything, however much. */
  all: boolean;
}

/** The turns of the conversation, oldest first; what is new appears by itself, what is unchanged stays untouched. */
export function Talk({ page, requestId, dialogue, serviceNames, live, all }: TalkProps) {
  const { t } = page;
  const entries = toEntries(dialogue);
  const shown = all ? entries : entries.slice(-SHOWN);
  const hidden = entries.length - shown.length;
  const refresh = live && {
    'hx-get': `/requests/${requestId}/talk${all ? '?talk=all' : ''}`,
    'hx-trigger': 'live, every 30s',
    'hx-swap': 'outerMorph',
    'data-live': 'contact attachment notification call callback',
    'data-live-of': requestId,
  };
  return (
    <div id="talk" {...refresh}>
      {entries.length === 0 && <p class="text-faint">{t('talk.none')}</p>}
      {hidden > 0 && (
        <p class="mb-3 text-center">
          <a class="text-link" href={`/requests/${requestId}?talk=all#conversation`}>
            {t('talk.earlier', { count: hidden })}
          </a>
        </p>
      )}
      <ol class="conversation grid-cols-1">
        {shown.map((entry) => (
          <Turn page={page} entry={entry} serviceNames={serviceNames} />
        ))}
      </ol>
    </div>
  );
}

function Turn({ page, entry, serviceNames }: Pick<TalkProps, 'page' | 'serviceNames'> & { entry: Entry }) {
  switch (entry.kind) {
    case 'contact':
      return (
        <Said
          page={page}
          contact={entry.contact}
          files={entry.files}
          serviceNames={serviceNames}
          hadService={entry.hadService}
        />
      );
    case 'reply':
      return <Answer page={page} reply={entry.reply} notices={entry.notices} files={entry.files} />;
    case 'upload':
      return <Upload page={page} at={entry.at} files={entry.files} />;
    case 'notice':
      return <AutoNotice page={page} notice={entry.notice} />;
  }
}
