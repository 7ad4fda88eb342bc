import { type HttpSender, httpPeer } from '../httpPeer.ts';
import type { ContractCase, Touch } from '../peer.ts';

const PATH = '/channels/vk/callback';
const JSON_TYPE = { 'content-type': 'application/json' };

const event = ({ id, phone, text }: Touch, secret: string) => {
  const person = Number(phone.replace(/\D/g, ''));
  return JSON.stringify({
    type: 'message_new',
    event_id: id,
    group_id: 1,
    secret,
    object: { message: { from_id: person, peer_id: person, text, date: Math.floor(Date.now() / 1000) } },
  });
};

const sender: HttpSender = {
  write: (touch) => ({ path: PATH, headers: JSON_TYPE, body: event(touch, 'contract-vk-secret') }),
  forge: (delivery) => ({ ...delivery, body: (delivery.body ?? '').replace('contract-vk-secret', 'guess') }),
  malformed: () => ({
    path: PATH,
    headers: JSON_TYPE,
    body: JSON.stringify({ type: 'message_new', secret: 'contract-vk-secret' }),
  }),
};

/** The channel the house does not have, put to the same test as its own. */
export const vkCase: ContractCase = {
  name: 'VK, a channel added by one folder and one line',
  channel: 'vk',
  connect: async (house) => httpPeer(house, sender),
};
