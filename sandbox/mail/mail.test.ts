import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';
import { decodeWords } from './decode.ts';
import { parseMail } from './parse.ts';

let house: TestSandbox;
beforeAll(async () => {
  house = await withSandbox();
});
afterAll(() => house.stop());

async function send(mail: SendMailOptions) {
  const transport = createTransport(house.sandbox.smtpUrl);
  await transport.sendMail({ from: 'helpdesk@helpdesk.example', ...mail });
  transport.close();
}
async function sentTo(to: string) {
  const response = await house.root.request(`/sandbox/messages?to=${encodeURIComponent(to)}`);
  return ((await response.json()) as { items: object[] }).items;
}

const LONG = 'Инцидент № 42 закрыт: клиент снова в сети, благодарим за терпение и оперативность. '
  .repeat(9)
  .trim();

test.each(['quoted-printable', 'base64'] as const)('a Russian mail in %s', async (textEncoding) => {
  const to = `vera-${textEncoding}@helpdesk.example`;
  await send({ to, subject: LONG.slice(0, 160), text: `${LONG}\n\nстрока = два`, textEncoding });
  expect(await sentTo(to)).toMatchObject([
    { channel: 'email', to, subject: LONG.slice(0, 160), text: `${LONG}\n\nстрока = два` },
  ]);
});

test('text and HTML with an attachment: the text is kept', async () => {
  const attachments = [{ filename: 'a.txt', content: 'вложение' }];
  await send({
    to: 'dina@helpdesk.example',
    subject: 'Mixed',
    text: 'Текст',
    html: '<b>HTML</b>',
    attachments,
  });
  expect(await sentTo('dina@helpdesk.example')).toMatchObject([{ text: 'Текст' }]);
});

test('only HTML: it is kept without its tags', async () => {
  await send({
    to: 'gleb@helpdesk.example',
    subject: '',
    html: '<style>p{}</style><p>Раз &amp; два</p><p>три</p>',
  });
  expect(await sentTo('gleb@helpdesk.example')).toMatchObject([{ text: 'Раз & два\nтри', subject: '' }]);
});

test('each recipient has it, and a repeat under its key is not kept again', async () => {
  const mail = {
    to: ['a@x.example', 'b@x.example'],
    subject: 's',
    text: 't',
    headers: { 'Idempotency-Key': 'k' },
  };
  await send(mail);
  await send(mail);
  expect(await sentTo('a@x.example')).toHaveLength(1);
  expect(await sentTo('b@x.example')).toHaveLength(1);
});

describe('decoding by hand', () => {
  test.each([
    ['plain', 'plain'],
    ['=?UTF-8?B?0J/RgNC40LLQtdGC?=', 'Привет'],
    ['=?utf-8?Q?=D0=AF_=D1=82=D1=83=D1=82?= (1)', 'Я тут (1)'],
    ['=?koi8-r?B?8NLJ18XU?=', 'Привет'],
    // A letter cut between two words, and white space between words.
    ['=?UTF-8?Q?=D0?= =?UTF-8?Q?=AF?=', 'Я'],
    ['a =?UTF-8?Q?b?= c', 'a b c'],
  ])('%s', (encoded, text) => {
    expect(decodeWords(encoded)).toBe(text);
  });

  test('a mail without headers, and one without a body', () => {
    expect(parseMail(Buffer.from('\r\nтело'))).toMatchObject({ subject: '', text: 'тело' });
    expect(parseMail(Buffer.from('Subject: s'))).toMatchObject({ subject: 's', text: '' });
  });
});
