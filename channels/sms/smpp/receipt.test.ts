import { afterEach, expect, it } from 'vitest';
import { Invalid } from '../../../core/errors.ts';
import { type OpenLink, openLink } from './link.fixture.ts';

let open: OpenLink;
afterEach(() => open.close());

const delivered = (fields: Record<string, unknown>) =>
  open.smsc.deliver({
    source_addr: '79160000007',
    esm_class: 4,
    data_coding: 0,
    message_state: 2,
    ...fields,
  });

it.each([
  ['in a TLV', 'same', { receipted_message_id: 'a'.repeat(256) }],
  ['in message_payload', 'same', { message_payload: Buffer.from(`id:${'a'.repeat(256)} stat:DELIVRD`) }],
  ['in hex, longer still in decimal', 'hex', { receipted_message_id: 'f'.repeat(255) }],
] as const)(
  'a receipt whose id is too long to be one is answered, and that is all: %s',
  async (_name, receiptIds, fields) => {
    open = await openLink({ receiptIds });
    expect((await delivered(fields)).command_status).toBe(0);
    expect(open.deps.order).toEqual([]);
  },
);

it('a receipt of the longest id is recorded', async () => {
  open = await openLink();
  await delivered({ receipted_message_id: 'a'.repeat(255) });
  expect(open.deps.receipts).toMatchObject([{ providerId: 'a'.repeat(255), state: 'DELIVERED' }]);
});

it('a receipt that can never be stored is answered, so that it does not come for ever', async () => {
  open = await openLink();
  open.deps.recordReceipt = async () => {
    throw new Invalid('receipt', 'holds a value that cannot be stored');
  };
  expect((await delivered({ receipted_message_id: 'odd' })).command_status).toBe(0);
});
