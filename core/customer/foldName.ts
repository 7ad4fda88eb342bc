/**
 * A name as it is compared: case, ё and е, and how many spaces there are make no difference. Cyrillic is folded by
 * ourselves, for not every customer system does.
 */
export function foldName(name: string): string {
  return name.normalize('NFC').toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}
