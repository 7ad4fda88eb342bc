import { z } from '@hono/zod-openapi';
import { channel } from './fields.ts';
import { pageOf } from './page.ts';

const count = (description: string) => z.int().openapi({ description, example: 0 });

const LedgerEntry = z
  .object({
    channel,
    received: count('Distinct contacts taken in: worked + waiting + quarantined + dropped'),
    duplicates: count('Further deliveries of contacts already known, suppressed'),
    worked: count('Contacts that ended in a request'),
    waiting: count('Contacts still to be worked'),
    quarantined: count('Contacts set aside for a person'),
    dropped: count('Contacts a supervisor put away from quarantine for good'),
    oldestWaitingSeconds: z
      .number()
      .nullable()
      .openapi({ description: 'Age of the oldest waiting contact; null when none waits', example: null }),
  })
  .openapi('LedgerEntry', { description: 'What became of the contacts of one channel' });

export const LedgerPage = pageOf('LedgerPage', LedgerEntry);
