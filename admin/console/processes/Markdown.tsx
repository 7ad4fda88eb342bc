import { raw } from 'hono/html';
import { micromark } from 'micromark';

/**
 * Markdown as CommonMark draws it. Tags in the text are shown as they are written and addresses that run code lead
 * nowhere (micromark's defaults), so that whoever edits a process cannot put a script into other people's pages.
 * @see https://spec.commonmark.org
 */
export function Markdown({ text }: { text: string }) {
  return <div class="narrative markdown">{raw(micromark(text))}</div>;
}
