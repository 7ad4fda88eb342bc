import type { Api } from 'grammy';
import type { ChannelDeps } from '../../../core/channel.ts';
import { toSendError } from '../api/apiError.ts';
import { announceCommands } from '../dialogue/commands.ts';
import type { TakeUpdate } from '../inbound/takeUpdate.ts';
import type { Mode } from '../settings.ts';
import { pollUpdates } from './pollUpdates.ts';
import { setWebhook } from './setWebhook.ts';

/** Where the house mounts this channel's webhook. */
const WEBHOOK_PATH = '/channels/telegram/webhook';

/** What makes updates come. */
export interface Receiver {
  /** Returns at once, Telegram there or not. */
  start(): Promise<void>;
  /** Resolves when the update under way is finished. */
  stop(): Promise<void>;
}

/**
 * Builds the receiver of a mode: it tells Telegram of our webhook, or polls, or does nothing.
 * @param options.patientApi for the calls that may be repeated after a short wait.
 * @param options.pollingApi for polls, which hold for long and are not repeated.
 */
export function createReceiver(options: {
  mode: Mode;
  patientApi: Api;
  pollingApi: Api;
  take: TakeUpdate;
  deps: Pick<ChannelDeps, 'log' | 'publicUrl' | 'runAlone'>;
  secret: string;
}): Receiver {
  const { mode, patientApi, pollingApi, take, deps, secret } = options;
  const { log } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  const setups: Promise<void>[] = [];
  let stopPolling: (() => Promise<void>) | undefined;

  return {
    async start() {
      if (mode === 'off') return;
      setups.push(tellCommands(patientApi, log, signal));
      if (mode === 'polling') {
        stopPolling = deps.runAlone('telegram polling', (turn) =>
          pollUpdates({ api: pollingApi, take, log, signal: turn }),
        );
      } else {
        const url = `${deps.publicUrl}${WEBHOOK_PATH}`;
        setups.push(setWebhook({ api: pollingApi, url, secret, log, signal }));
      }
    },
    async stop() {
      stopping.abort();
      await stopPolling?.();
      await Promise.all(setups);
    },
  };
}

/** The menu is an ornament: a bot without it works. */
async function tellCommands(api: Api, log: ChannelDeps['log'], signal: AbortSignal): Promise<void> {
  try {
    await announceCommands(api, signal);
  } catch (error) {
    const { code, message } = toSendError(error);
    if (!signal.aborted) log.warn({ code, reason: message }, 'the command menu is not set');
  }
}
