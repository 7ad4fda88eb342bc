import { Hono } from 'hono';
import type { Channel, DialOrder, Outbound } from '../../../core/channel.ts';
import type { HouseContext } from '../../../core/context.ts';

/** A PBX in memory: what it was asked to dial, and what it answers. */
export interface Pbx {
  dialled: DialOrder[];
  /** Thrown at the next orders; null: it dials. */
  failure: Error | null;
}

/** Gives a house a PBX that dials. */
export function addPbx(ctx: HouseContext): Pbx {
  const pbx: Pbx = { dialled: [], failure: null };
  const channel: Channel = {
    routes: new Hono(),
    async dial(order) {
      if (pbx.failure) throw pbx.failure;
      pbx.dialled.push(order);
    },
  };
  ctx.channels.set('cti', channel);
  return pbx;
}

/** Gives a house ways to write to people: a messenger, and SMS of 70 characters a part. */
export function addSenders(ctx: HouseContext, ...names: ('telegram' | 'sms')[]): void {
  const send: Outbound['send'] = async () => ({ providerId: null });
  const senders: Record<(typeof names)[number], Outbound> = {
    telegram: { send, choices: 'buttons', byPhone: false },
    sms: { send, choices: 'numbers', byPhone: true, countSegments: (text) => Math.ceil(text.length / 70) },
  };
  for (const name of names) ctx.senders.set(name, senders[name]);
}
