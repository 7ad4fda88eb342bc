import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import inboundQueue from '../payloads/asterisk/inbound-queue.json' with { type: 'json' };
import { createFrameReader, type Frame, MAX_FRAME, writeAction } from './frames.ts';

const events: Frame[] = inboundQueue;
const wire = events.map(writeAction).join('');

describe('reading', () => {
  it('finds the same events wherever the network cut them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(wire.length), { maxLength: 30 }), (cuts) => {
        const read = createFrameReader();
        const ends = [...new Set([...cuts, wire.length])].sort((a, b) => a - b);
        const frames = ends.flatMap((end, index) => read(wire.slice(ends[index - 1] ?? 0, end)));
        expect(frames).toEqual(events);
      }),
    );
  });

  it('skips the greeting, output that is no header and empty lines too many', () => {
    const read = createFrameReader();
    const text = 'Asterisk Call Manager/9.0.0\r\n\r\n\r\nResponse: Success\r\nOutput of a command\r\n\r\n';
    expect(read(text)).toEqual([{ Response: 'Success' }]);
  });

  it('takes bare line feeds, empty values, colons in values and the first of two headers', () => {
    const read = createFrameReader();
    const text = 'Event: A\nChannel: PJSIP/a:b\nVariable: x=1\nVariable: y=2\nExten: \n\n';
    expect(read(text)).toEqual([{ Event: 'A', Channel: 'PJSIP/a:b', Variable: 'x=1', Exten: '' }]);
  });

  it('takes a header by any name for data', () => {
    const [frame] = createFrameReader()('__proto__: x\r\nconstructor: y\r\n\r\n');
    expect(Object.entries(frame ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(Object.getPrototypeOf(frame)).toBe(Object.prototype);
  });

  it.each([
    ['one line without end', 'x'.repeat(1000)],
    ['lines without end', `Name: ${'x'.repeat(993)}\r\n`],
  ])('gives up on %s', (_, piece) => {
    const read = createFrameReader();
    const times = Math.ceil(MAX_FRAME / 1000) + 2;
    expect(() => {
      for (let time = 0; time < times; time += 1) read(piece);
    }).toThrow(RangeError);
  });
});

describe('writing', () => {
  it('keeps the order and leaves out what is undefined', () => {
    expect(writeAction({ Action: 'Ping', Key: undefined, ActionID: '1' })).toBe(
      'Action: Ping\r\nActionID: 1\r\n\r\n',
    );
  });

  it.each([{ Exten: '1\r\nAction: Command' }, { Exten: '1\nX: y' }, { 'X\r\nY': '1' }])(
    'refuses %j: a line’s end begins another header',
    (headers) => {
      expect(() => writeAction(headers)).toThrow(TypeError);
    },
  );
});
