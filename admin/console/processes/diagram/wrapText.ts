const ELLIPSIS = '…';

/**
 * Breaks a text into lines of about equal width; SVG does not do it by itself.
 * @param width characters a line may have at the most; a longer word is cut.
 * @param most lines; what does not fit ends in an ellipsis.
 */
export function wrapText(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && [...joined].length <= width) lines[lines.length - 1] = joined;
    else lines.push(cut(word, width));
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return kept.with(-1, `${[...(kept.at(-1) ?? '')].slice(0, width - 1).join('')}${ELLIPSIS}`);
}

function cut(word: string, width: number): string {
  const letters = [...word];
  return letters.length <= width ? word : `${letters.slice(0, width - 1).join('')}${ELLIPSIS}`;
}
