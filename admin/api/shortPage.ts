import { Invalid } from '../../core/errors.ts';
import type { Page } from '../../core/paging.ts';

/**
 * Cuts a page out of a list that is read whole, so that it answers `limit` and `cursor` as the long ones do.
 * @param part.limit absent: everything.
 * @param key what names an item; the cursor holds the last one's.
 * @throws {Invalid} naming `cursor` when it is not one of ours, or its item is gone.
 */
export function shortPage<Item>(
  all: Item[],
  part: { limit?: number | undefined; cursor?: string | undefined },
  key: (item: Item) => string,
): Page<Item> {
  const start = part.cursor === undefined ? 0 : indexBehind(all.map(key), part.cursor);
  const items = all.slice(start, part.limit === undefined ? undefined : start + part.limit);
  const last = items.at(-1);
  const more = last !== undefined && start + items.length < all.length;
  return { items, nextCursor: more ? Buffer.from(key(last)).toString('base64url') : null };
}

function indexBehind(keys: string[], cursor: string): number {
  const index = keys.indexOf(Buffer.from(cursor, 'base64url').toString());
  if (index === -1) throw new Invalid('cursor', 'is not a cursor of this list');
  return index + 1;
}
