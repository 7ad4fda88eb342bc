import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import { openCti } from '../open.fixture.ts';
import { readAmiUrl } from './amiUrl.ts';
import { dialThroughAsterisk } from './dial.ts';
import { type FakeAmi, startAmi } from './fakeAmi.fixture.ts';

const order = { id: '0197f0a0-0000-7000-8000-000000000001', extension: '101', phone: '+79160000007' };

let ami: FakeAmi;
beforeEach(async () => {
  ami = await startAmi();
});
afterEach(() => ami.close());

/** What a dial ends with: nothing, or its error. */
async function dial(changes: Partial<typeof order> = {}, url = ami.url()): Promise<unknown> {
  const settings = readAmiUrl(url);
  if (typeof settings === 'string') throw new Error(settings);
  return dialThroughAsterisk(settings, { ...order, ...changes }, 300).then(
    () => null,
    (error: unknown) => error,
  );
}
const originates = () => ami.actions.filter(({ Action }) => Action === 'Originate');

describe('dialling through Asterisk', () => {
  it('rings the agent, then the customer, under the order’s id, and is seen calling as the agent', async () => {
    const { channel } = openCti({
      ...{ ASTERISK_AMI_URL: ami.url(), MANGO_API_KEY: 'key', MANGO_API_SALT: 'salt' },
    });
    await channel.dial?.(order);
    expect(originates()).toEqual([
      {
        ...{ Action: 'Originate', ActionID: order.id, Channel: 'PJSIP/101', ChannelId: order.id },
        ...{ Context: 'from-internal', Exten: '+79160000007', Priority: '1', CallerID: '<101>' },
        ...{ Timeout: '30000', Async: 'true' },
      },
    ]);
    expect(ami.actions.find(({ Action }) => Action === 'Login')).toMatchObject({ Events: 'off' });
  });

  it('dials as the settings say', async () => {
    await dial({}, ami.url('?context=agents&dialTech=SIP&dialPrefix=810'));
    expect(originates()).toMatchObject([{ Channel: 'SIP/101', Context: 'agents', Exten: '81079160000007' }]);
  });

  it('is refused where Asterisk says no', async () => {
    ami.answers.Originate = { Response: 'Error', Message: 'Channel 79160000007 is not known' };
    const error = await dial();
    expect(error).toBeInstanceOf(Refused);
    expect(String(error)).not.toContain('916');
  });

  it.each([
    { extension: '101\r\nAction: Command' },
    { extension: '101,102' },
    { extension: '' },
    { phone: '89160000007' },
    { phone: '+7916\r\nX: y' },
  ])('is refused for %j, and never asked for', async (changes) => {
    expect(await dial(changes)).toBeInstanceOf(Refused);
    expect(ami.actions).toEqual([]);
  });

  it('is to be tried again after silence, a wrong secret and no connection', async () => {
    ami.answers.Originate = 'silence';
    expect(await dial()).toBeInstanceOf(NoAnswer);
    expect(await dial({}, ami.url().replace('s3cret', 'wr0ng'))).toMatchObject({ code: 'ami.login' });
    const error = await dial({}, 'ami://u:p@127.0.0.1:1');
    expect(error).toBeInstanceOf(NoAnswer);
    expect(String(error)).toContain('ECONNREFUSED');
  });

  it('says nothing to a manager that was to speak TLS and does not', async () => {
    expect(await dial({}, ami.url().replace('ami:', 'amis:'))).toBeInstanceOf(NoAnswer);
    expect(ami.actions).toEqual([]);
  });

  it('is to be tried again after a line that breaks', async () => {
    ami.answers.Originate = 'silence';
    const dialling = dial();
    while (originates().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    ami.drop();
    expect(await dialling).toMatchObject({ code: 'ami.no-answer' });
  });
});
