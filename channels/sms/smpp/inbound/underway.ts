import type { Delivery } from './delivery.ts';
import type { Touch } from './touch.ts';

/** No SMSC gives up waiting sooner: until then a second message alike is a second message. */
const SMSC_PATIENCE_MS = 5_000;

/** Knows what is being journalled right now. */
export interface Underway {
  add(touch: Touch): void;
  remove(touch: Touch): void;
  /**
   * Lets a delivery share the answer of the one it repeats: the SMSC lost its patience, or its session, before we had
   * an answer.
   * @param isPart a part of a long message is never sent twice by the person.
   * @returns whether it repeats one.
   */
  join(delivery: Delivery, isPart: boolean): boolean;
}

/** Builds an empty one. */
export function createUnderway(): Underway {
  const touches = new Map<string, { touch: Touch; since: number }>();
  return {
    add(touch) {
      for (const { fingerprint } of touch.deliveries) {
        touches.set(fingerprint, { touch, since: Date.now() });
      }
    },
    remove(touch) {
      for (const { fingerprint } of touch.deliveries) {
        if (touches.get(fingerprint)?.touch === touch) touches.delete(fingerprint);
      }
    },
    join(delivery, isPart) {
      const running = touches.get(delivery.fingerprint);
      if (!running) return false;
      const { touch, since } = running;
      const sameSession = touch.deliveries.some(({ session }) => session === delivery.session);
      if (!isPart && sameSession && Date.now() - since < SMSC_PATIENCE_MS) return false;
      touch.deliveries.push(delivery);
      return true;
    },
  };
}
