import type { CallView } from '../../../../core/call/readCalls.ts';
import type { Page } from '../../env.ts';
import { Icon } from '../../layout/Icon.tsx';
import { AudioPlayer } from '../../layout/Player.tsx';
import { Time } from '../../layout/Time.tsx';
import { CallButton } from './CallButton.tsx';
import type { Calling } from './calling.ts';

interface CallsPanelProps {
  page: Page;
  /** Oldest first. */
  calls: CallView[];
  calling: Calling;
  /** True in a refreshed part: htmx then changes it in its place, and what plays plays on. */
  oob?: boolean;
}

/** The calls of a request, newest first, with their recordings, and the way to call back. */
export function CallsPanel({ page, calls, calling, oob = false }: CallsPanelProps) {
  const { t } = page;
  return (
    <section
      class="panel"
      id="calls"
      aria-labelledby="calls-title"
      hidden={calls.length === 0 && (calling.phone === null || !calling.open)}
      hx-swap-oob={oob ? 'outerMorph' : undefined}
    >
      <div class="mb-3 flex min-h-8 items-center justify-between gap-3">
        <h2 id="calls-title" class="panel-title mb-0!">
          {t('calls.title')}
        </h2>
        <CallButton page={page} calling={calling} />
      </div>
      {calls.length === 0 ? (
        <p class="text-faint">{t('calls.none')}</p>
      ) : (
        <ol class="-my-2 divide-y divide-base-300">
          {calls.toReversed().map((call) => (
            <Call page={page} call={call} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Call({ page, call }: { page: Page; call: CallView }) {
  const { t } = page;
  const at = call.ringingAt ?? call.answeredAt ?? call.endedAt;
  const details = [
    stateWords(call, page),
    agentWords(call, page),
    call.queue && t('talk.queue', { queue: call.queue }),
  ].filter(Boolean);
  return (
    <li class="py-2" id={`k-${call.id}`}>
      <p class="flex items-center gap-2">
        <span class="font-medium">{t(`call.${call.direction}`)}</span>
        {call.missed && <span class="chip [--tone:var(--color-error)]">{t('call.missed')}</span>}
        {at !== null && <Time page={page} at={at} as="clock" class="text-faint ml-auto text-xs" />}
      </p>
      {details.length > 0 && <p class="text-faint text-xs wrap-anywhere">{details.join(' · ')}</p>}
      {call.hasRecording && (
        <div class="mt-1.5 flex items-center gap-1">
          <AudioPlayer
            class="h-9 min-w-0 flex-1"
            src={`/calls/${call.id}/recording`}
            label={t('call.recording')}
          />
          <a
            class="tool-button shrink-0"
            href={`/calls/${call.id}/recording`}
            target="_blank"
            rel="noopener"
            aria-label={t('call.recording.open')}
            title={t('call.recording.open')}
          >
            <Icon name="external" />
          </a>
        </div>
      )}
    </li>
  );
}

/** Where the call stands; nothing for a missed one, whose mark says it. */
function stateWords(call: CallView, { t }: Page): string | null {
  if (call.missed) return null;
  if (call.state !== 'ended') return t(`call.${call.state}`);
  if (call.answeredAt === null) return t('call.unanswered');
  if (call.endedAt === null) return null;
  return t('call.talked', { duration: duration(call.endedAt.getTime() - call.answeredAt.getTime()) });
}

function agentWords(call: CallView, { t }: Page): string | null {
  if (call.agentName !== null) return call.agentName;
  return call.agentExtension && t('call.extension', { extension: call.agentExtension });
}

/** `4:05`, `1:02:09`. */
function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}
