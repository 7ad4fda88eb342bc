import { NoAnswer } from './errors.ts';

/** More pages than any dictionary of ours has: a server that never ends its list must not take us along. */
const MOST_PAGES = 1_000;

/**
 * Reads a list that comes in pages, whatever page size the server really keeps to, each item once.
 * @param name of the system, for the error's code.
 * @param readPage answers the items from an offset on; an empty page, or one with nothing new, is the end.
 * @throws {NoAnswer} when the list has no end.
 */
export async function readPages<Item extends { id: string }>(
  name: string,
  readPage: (offset: number) => Promise<Item[]>,
): Promise<Item[]> {
  const items = new Map<string, Item>();
  let offset = 0;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await readPage(offset);
    const known = items.size;
    for (const item of page) items.set(item.id, item);
    if (items.size === known) return [...items.values()];
    offset += page.length;
  }
  throw new NoAnswer(`${name}.endless`, `${name} answers a list without end`);
}
