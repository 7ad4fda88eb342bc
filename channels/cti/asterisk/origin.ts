import type { AmiSettings } from './amiUrl.ts';
import { extensionOf, isLocal } from './channelName.ts';
import type { Frame } from './frames.ts';

/** How a call began. `internal` has no number outside in it yet; a dial may bring one. */
export type Origin = { direction: 'in' | 'internal' } | { direction: 'out'; to: string };

/** Longer than an extension, and dialled rather than named. */
const OUTSIDE = /^\+?\d{7,}$/;

/**
 * Which way a call goes, by the channel that began it.
 * @param settings tell the contexts apart.
 * @param moved the channel was found in the midst of its call: its context is no longer the one it began in.
 */
export function originOf(frame: Frame, settings: AmiSettings, moved: boolean): Origin {
  const { Channel, Context = '' } = frame;
  if (settings.inbound.includes(Context)) return { direction: 'in' };
  if (Context === settings.context || isLocal(Channel) || extensionOf(Channel) !== null) {
    const met = moved ? outsideNumber(settings, frame.ConnectedLineNum) : null;
    const to = outsideNumber(settings, frame.Exten) ?? met;
    return to === null ? { direction: 'internal' } : { direction: 'out', to };
  }
  return settings.inbound.length > 0 && !moved ? { direction: 'internal' } : { direction: 'in' };
}

/**
 * The number outside that was dialled, its prefix made a `+` again.
 * @param dialled an extension of the dialplan, or a dial string: `79160000007@trunk`, `trunk/79160000007`.
 * @returns null where it is none.
 */
export function outsideNumber(
  { dialPrefix }: Pick<AmiSettings, 'dialPrefix'>,
  dialled: string | undefined,
): string | null {
  const number = (dialled ?? '').split(/[@/:]/).find((part) => OUTSIDE.test(part));
  if (number === undefined) return null;
  const isOurs = dialPrefix !== '' && dialPrefix !== '+' && number.startsWith(dialPrefix);
  return isOurs ? `+${number.slice(dialPrefix.length)}` : number;
}
