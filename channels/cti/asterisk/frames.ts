/** One frame of the manager protocol: an event or a response, header names as Asterisk writes them. */
export type Frame = Record<string, string | undefined>;

/** An event is some hundred bytes; no honest one is longer. */
export const MAX_FRAME = 64 * 1024;

/**
 * Cuts the text of a connection into frames: lines of `Name: value`, ended by an empty line.
 * @returns a function that takes what arrived, cut anywhere, and answers the frames that ended in it. Lines that are
 * no header are skipped (the greeting, the output of a command); of a header given twice the first stands.
 * @throws {RangeError} from that function when a frame grows beyond {@link MAX_FRAME}: the other side is no Asterisk.
 * @see https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Manager-Interface-AMI/AMI-v2-Specification/
 */
export function createFrameReader(): (chunk: string) => Frame[] {
  let rest = '';
  let headers = new Map<string, string>();
  let length = 0;
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    const frames: Frame[] = [];
    for (const raw of lines) {
      const line = raw.replace(/\r$/, '');
      length += line.length;
      if (line === '') {
        if (headers.size > 0) frames.push(Object.fromEntries(headers));
        headers = new Map();
        length = 0;
      } else addHeader(headers, line);
      if (length > MAX_FRAME) throw new RangeError('The frame is too long');
    }
    if (length + rest.length > MAX_FRAME) throw new RangeError('The frame is too long');
    return frames;
  };
}

function addHeader(headers: Map<string, string>, line: string): void {
  const [, name, value] = /^([\w-]+):\s?(.*)$/.exec(line) ?? [];
  if (name !== undefined && value !== undefined && !headers.has(name)) headers.set(name, value.trim());
}

/**
 * Writes one action.
 * @param headers in the order they are sent; undefined ones are left out.
 * @throws {TypeError} when one holds a line's end, which would begin another header.
 */
export function writeAction(headers: Frame): string {
  const lines = Object.entries(headers).filter(([, value]) => value !== undefined);
  if (lines.some((line) => /[\r\n]/.test(line.join('')))) throw new TypeError('A header is one line');
  return `${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
