import { z } from 'zod';
import { parseSmppUrls } from './smpp/index.ts';

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

const twilioSender = /^(?:\+\d{5,15}|\d{3,8}|MG[0-9a-f]{32}|(?=.*[a-z])[a-z0-9 ]{1,11})$/i;

const settings = z.object({
  SMS_GATEWAY_TOKEN: z.string().min(1, 'must not be empty'),
  SMS_SEND_URL: httpUrl.optional(),
  SMPP_URL: z.string().check(refuseBadSmppUrls).optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, 'must be AC and 32 hex digits')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().min(1, 'must not be empty').optional(),
  TWILIO_FROM: z
    .string()
    .regex(twilioSender, 'must be a number such as +79…, a short code, a sender name or a service MG…')
    .optional(),
  TWILIO_API_ROOT: httpUrl.default('https://api.twilio.com'),
  SMS_DEFAULT_LINK: z.string().optional(),
});

/** Parsed, but for `SMPP_URL`, which stays as given. */
export type SmsSettings = z.output<typeof settings>;

/** Settings of the SMS channel: a gateway such as Kannel, SMPP links, Twilio, any or all of them. */
export const smsSettings = settings.check(refuseHalfTwilio).check(refuseUnknownLink);

type Check<Value> = z.core.CheckFn<Value>;

function refuseBadSmppUrls(context: Parameters<Check<string>>[0]): void {
  try {
    parseSmppUrls(context.value);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'is not a list of SMPP links';
    context.issues.push({ code: 'custom', message, input: undefined });
  }
}

/** Messages come in with the token alone; to send takes all three. */
function refuseHalfTwilio(context: Parameters<Check<SmsSettings>>[0]): void {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM } = context.value;
  const need = (name: string, whom: string) =>
    context.issues.push({
      code: 'custom',
      path: [name],
      message: `must be given with ${whom}`,
      input: undefined,
    });
  if (TWILIO_AUTH_TOKEN === undefined && TWILIO_FROM !== undefined) need('TWILIO_AUTH_TOKEN', 'TWILIO_FROM');
  else if (TWILIO_AUTH_TOKEN === undefined && TWILIO_ACCOUNT_SID !== undefined)
    need('TWILIO_AUTH_TOKEN', 'TWILIO_ACCOUNT_SID');
  if (TWILIO_ACCOUNT_SID === undefined && TWILIO_FROM !== undefined)
    need('TWILIO_ACCOUNT_SID', 'TWILIO_FROM');
}

function refuseUnknownLink(context: Parameters<Check<SmsSettings>>[0]): void {
  const name = context.value.SMS_DEFAULT_LINK;
  const links = linkNames(context.value);
  if (name === undefined || links.includes(name)) return;
  const choice =
    links.length > 0 ? `must be one of ${links.join(', ')}` : 'names a link, and none is configured';
  context.issues.push({ code: 'custom', path: ['SMS_DEFAULT_LINK'], message: choice, input: undefined });
}

function linkNames({ SMS_SEND_URL, SMPP_URL, TWILIO_FROM }: SmsSettings): string[] {
  return [
    ...(SMS_SEND_URL === undefined ? [] : ['gateway']),
    ...(SMPP_URL === undefined ? [] : parseSmppUrls(SMPP_URL).map((link) => link.account)),
    ...(TWILIO_FROM === undefined ? [] : ['twilio']),
  ];
}
