/** A telephone's or trunk's part of a channel name, e.g. of `PJSIP/101-0000002a`. */
export interface ChannelName {
  /** E.g. `PJSIP`, `Local`. */
  tech: string;
  /** E.g. `101`, `trunk-msk`. */
  peer: string;
}

/** No public number is that short. */
const INTERNAL = /^\d{2,6}$/;

/**
 * Reads a channel's name or a queue member's interface: `PJSIP/101-0000002a`, `SIP/101`,
 * `Local/101@from-queue-00000003;1`.
 */
export function readChannelName(name: string | undefined): ChannelName {
  const [, tech = '', rest = ''] = /^([^/]*)\/(.*)$/.exec(name ?? '') ?? [];
  const peer = rest.split(/[@;/]/, 1)[0] ?? '';
  return { tech, peer: peer.replace(/-[0-9a-f]{8}$/, '') };
}

/** @returns the extension, where the channel is a telephone named by it; null for trunks and logins. */
export function extensionOf(name: string | undefined): string | null {
  const { peer } = readChannelName(name);
  return INTERNAL.test(peer) ? peer : null;
}

/** Both halves of a channel that only joins two parts of the dialplan. */
export function isLocal(name: string | undefined): boolean {
  return readChannelName(name).tech === 'Local';
}

/**
 * Who of a queue took a call.
 * @param memberInterface e.g. `PJSIP/101`: a telephone, so that a login counts as well.
 * @param memberName what the queue calls him: an extension in some set-ups, a person's name in others.
 */
export function memberExtension(
  memberInterface: string | undefined,
  memberName: string | undefined,
): string | null {
  const { peer } = readChannelName(memberInterface);
  if (INTERNAL.test(peer)) return peer;
  if (memberName !== undefined && INTERNAL.test(memberName)) return memberName;
  return peer || null;
}
