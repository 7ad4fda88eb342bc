const ELLIPSIS = '…';

/** How wide letters are beside the usual one: a name of Ш and М needs half as much room again. */
const WIDE = /[ЖМФШЩЫЮжмфшщыюWMm@w]/u;
const NARROW = /[ijlftrI.,:;'!|()[\] -]/u;

/**
 * Breaks a text into lines of about equal width; SVG does not do it by itself. A word longer than a line goes on in the
 * next one.
 * @param width of a line, in letters of usual width.
 * @param most lines; what does not fit ends in an ellipsis.
 */
export function wrapText(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(...breakWord(word, width));
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return kept.with(-1, `${startOf(kept.at(-1) ?? '', width - 1)}${ELLIPSIS}`);
}

function breakWord(word: string, width: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (rest !== '') {
    const part = startOf(rest, width);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}

/** As much of a text as fits; one letter at the least. */
function startOf(text: string, width: number): string {
  let start = '';
  for (const letter of text) {
    if (start !== '' && widthOf(start + letter) > width) break;
    start += letter;
  }
  return start;
}

function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + widthOfLetter(letter), 0);
}

function widthOfLetter(letter: string): number {
  if (WIDE.test(letter)) return 1.4;
  if (NARROW.test(letter)) return 0.6;
  return /\p{Lu}/u.test(letter) ? 1.2 : 1;
}
