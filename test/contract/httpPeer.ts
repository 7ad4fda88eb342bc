import type { Answer, HouseUnderTest, Peer, Touch } from './peer.ts';

/** A request as its sender makes it. */
export interface HttpDelivery {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** How a sender over HTTP writes each kind of delivery. */
export interface HttpSender {
  write(touch: Touch, house: HouseUnderTest): HttpDelivery;
  forge(delivery: HttpDelivery): HttpDelivery;
  malformed(house: HouseUnderTest): HttpDelivery;
  externalId?(touch: Touch): string;
}

const OVERSIZE = 'ы'.repeat(2 * 1024 * 1024);

/** A peer that speaks HTTP and reads the answer as real ones do: 2xx is taken, 5xx means come again. */
export function httpPeer(house: HouseUnderTest, sender: HttpSender): Peer {
  const send = async ({ path, method = 'POST', headers = {}, body }: HttpDelivery): Promise<Answer> => {
    const init = { method, headers, ...(body !== undefined && { body }) };
    const response = await fetch(house.base + path, init);
    await response.text();
    if (response.ok) return 'taken';
    if (response.status < 500) return 'refused';
    if (!response.headers.has('retry-after')) throw new Error(`${response.status} without Retry-After`);
    return 'again';
  };
  return {
    deliver: (touch) => send(sender.write(touch, house)),
    deliverForged: (touch) => send(sender.forge(sender.write(touch, house))),
    deliverMalformed: () => send(sender.malformed(house)),
    deliverOversize: (touch) => send(sender.write({ ...touch, text: OVERSIZE }, house)),
    externalId: (touch) => sender.externalId?.(touch) ?? touch.id,
  };
}
