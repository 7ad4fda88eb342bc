import { createRoute, z } from '@hono/zod-openapi';
import { readLedger } from '../../core/contact/ledger.ts';
import { shortPaging, wordFilter } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { LedgerPage } from './schemas/ledgerEntry.ts';
import { shortPage } from './shortPage.ts';

const list = createRoute({
  method: 'get',
  path: '/ledger',
  tags: ['Ledger'],
  operationId: 'readLedger',
  summary: 'Read the books of the front door, by channel',
  description:
    'received = worked + waiting + quarantined + dropped, always: nothing is lost, nothing doubled.',
  request: { query: z.strictObject({ channel: wordFilter('sms').optional(), ...shortPaging }) },
  responses: answers(LedgerPage, 'One entry for each channel', [400]),
});

/**
 * /ledger: what became of every contact.
 * @param channels every channel the house has, so that a silent one shows as zero.
 */
export function ledgerRoutes(ctx: ApiContext, channels: string[]) {
  return createRouter().openapi(list, async (c) => {
    const { channel, ...part } = c.req.valid('query');
    const entries = await readLedger(ctx.db, channels);
    const asked = entries.filter((entry) => channel === undefined || entry.channel === channel);
    return c.json(
      shortPage(asked, part, (entry) => entry.channel),
      200,
    );
  });
}
