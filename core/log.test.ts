import { describe, expect, it } from 'vitest';
import { Refused } from './errors.ts';
import { createLog } from './log.ts';

const logged = (error: unknown) => {
  let line = '';
  createLog('info', { write: (text) => (line += text) }).error({ err: error }, 'failed');
  return line;
};

describe('what is written of an error', () => {
  it('is the message of our own', () => {
    expect(
      logged(new Refused('orders.refused', 'orders refused with 422', { detail: 'Иванов, +7916' })),
    ).toContain('orders refused with 422');
  });

  it.each([
    ['our own’s detail', new Refused('x', 'y', { detail: '+79160000007' })],
    ['a JSON parser’s message, which quotes the body', parseError('{"phone": +79160000007}')],
    [
      'a Postgres error, which quotes the row',
      Object.assign(new Error('Key (phone)=(+79160000007) exists'), { detail: '+79160000007' }),
    ],
    ['a cause', new Refused('x', 'y', { cause: new Error('+79160000007') })],
  ])('is never %s', (_, error) => {
    const line = logged(error);
    expect(line).not.toContain('9160000007');
    expect(JSON.parse(line).err.type).toBeTruthy();
  });
});

function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
