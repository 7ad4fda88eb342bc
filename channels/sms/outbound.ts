import type { Outbound, OutboundMessage } from '../../core/channel.ts';
import { TWILIO_NUMBER } from './twilio/sendThroughTwilio.ts';

type Send = Outbound['send'];

/** The ways an SMS may leave by; those that are not configured are absent. */
export interface Links {
  gateway?: Send;
  smpp: { account: string; send: Send }[];
  twilio?: { from: string; send: Send };
}

/**
 * Chooses the way out: the link the person wrote to, so that the answer comes from the number he knows, else the
 * default.
 * @param defaultLink `gateway`, `twilio` or the account of an SMPP link; undefined: the first there is, in this order:
 * gateway, SMPP, Twilio.
 * @returns undefined where no way out is configured.
 * @throws {RangeError} when `defaultLink` names none of them; the settings rule it out.
 */
export function routeOutbound(links: Links, defaultLink: string | undefined): Send | undefined {
  const { gateway, smpp, twilio } = links;
  const fallback =
    defaultLink === undefined ? (gateway ?? smpp[0]?.send ?? twilio?.send) : named(links, defaultLink);
  if (!fallback) return undefined;
  return (message) => (ownLink(links, message) ?? fallback)(message);
}

/** The link a contact came by, told by its account: an SMPP link's, a number at Twilio, else a link of the gateway's. */
function ownLink({ gateway, smpp, twilio }: Links, { account }: OutboundMessage): Send | undefined {
  if (account === null) return undefined;
  const link = smpp.find((each) => each.account === account);
  if (link) return link.send;
  if (twilio && (account === twilio.from || TWILIO_NUMBER.test(account))) return twilio.send;
  return gateway;
}

function named({ gateway, smpp, twilio }: Links, name: string): Send {
  const own = name === 'gateway' ? gateway : name === 'twilio' ? twilio?.send : undefined;
  const link = own ?? smpp.find((each) => each.account === name)?.send;
  if (!link) throw new RangeError('SMS_DEFAULT_LINK names no link that is configured');
  return link;
}
