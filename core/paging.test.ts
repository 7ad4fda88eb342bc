import { expect, test } from 'vitest';
import { Invalid } from './errors.ts';
import { afterCursor } from './paging.ts';

const cursorOf = (at: string) =>
  Buffer.from(JSON.stringify([at, '019a0000-0000-7000-8000-000000000000'])).toString('base64url');

test.each(['2026-02-30T00:00:00.000000Z', '2026-13-01T00:00:00.000000Z', '2026-01-01T25:00:00.000000Z'])(
  'a cursor of %s is none of ours',
  (at) => {
    expect(() => afterCursor(cursorOf(at), 'r.created_at', 'r.id')).toThrow(Invalid);
  },
);

test('one of the last microsecond of a leap day is', () => {
  expect(() => afterCursor(cursorOf('2028-02-29T23:59:59.999999Z'), 'r.created_at', 'r.id')).not.toThrow();
});
