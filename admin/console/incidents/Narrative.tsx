/**
 * A step's narrative: paragraphs and plain lists out of its Markdown; all else of Markdown stays as written. JSX
 * escapes the text, so that whoever edits a process cannot put a script into other people's pages.
 */
export function Narrative({ text }: { text: string }) {
  const blocks = text.split(/\n\s*\n/).map((block) => block.trim());
  return (
    <div class="narrative">
      {blocks.filter(Boolean).map((block) => {
        const lines = block.split('\n').map((line) => line.trim());
        if (lines.every((line) => /^[-*] /.test(line))) {
          return (
            <ul>
              {lines.map((line) => (
                <li>{line.slice(2)}</li>
              ))}
            </ul>
          );
        }
        return <p>{lines.join(' ')}</p>;
      })}
    </div>
  );
}
