import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import { readAmiUrl } from './asterisk/amiUrl.ts';

/** A SIP URI, a Twilio client or a telephone number. */
const TARGET = /^(sips?:[^\s,@]+@[^\s,]+|client:[\w.-]+|\+?\d{3,15})$/i;
const MAX_TARGETS = 10;

const isHttp = (value: string) =>
  URL.canParse(value) && ['https:', 'http:'].includes(new URL(value).protocol);

/**
 * The settings of all PBXs. One that is not set up stays off; they may serve side by side. All stay the texts they
 * were given: what was parsed is parsed again when the channel is built.
 */
export const settings = z
  .object({
    CTI_TOKEN: z.string().min(1, 'must not be empty'),
    CTI_LOOKUP_TOKEN: z.string().min(1, 'must not be empty').optional(),
    CTI_GENERIC: z.enum(['on', 'off'], 'must be on or off').default('on'),
    DEFAULT_COUNTRY: z
      .string()
      .default('RU')
      .refine((code) => isSupportedCountry(code), { error: 'must be a two-letter country code such as RU' })
      .transform((code) => code as CountryCode),
    TWILIO_AUTH_TOKEN: z.string().optional(),
    TWILIO_VOICE_DIAL: z
      .string()
      .default('')
      .refine((list) => areTargets(splitTargets(list)), {
        error: `must be up to ${MAX_TARGETS} of sip:…, client:… or telephone numbers, parted by commas`,
      }),
    TWILIO_VOICE_RECORD: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
    MANGO_API_KEY: z.string().optional(),
    MANGO_API_SALT: z.string().optional(),
    MANGO_API_ROOT: z
      .string()
      .default('https://app.mango-office.ru')
      .refine(isHttp, { error: 'must be a URL starting with https: or http:' })
      .transform((value) => value.replace(/(?<!\/)\/+$/, '')),
    ASTERISK_AMI_URL: z.string().optional(),
  })
  .superRefine(
    ({ CTI_TOKEN, CTI_LOOKUP_TOKEN, MANGO_API_KEY, MANGO_API_SALT, ASTERISK_AMI_URL }, context) => {
      const fault = (name: string, message: string) =>
        context.addIssue({ code: 'custom', path: [name], message });
      if (CTI_LOOKUP_TOKEN === CTI_TOKEN) fault('CTI_LOOKUP_TOKEN', 'must be another secret than CTI_TOKEN');
      if (MANGO_API_KEY !== undefined && MANGO_API_SALT === undefined)
        fault('MANGO_API_SALT', 'must be given, since MANGO_API_KEY is');
      if (MANGO_API_KEY === undefined && MANGO_API_SALT !== undefined)
        fault('MANGO_API_KEY', 'must be given, since MANGO_API_SALT is');
      const ami = ASTERISK_AMI_URL === undefined ? null : readAmiUrl(ASTERISK_AMI_URL);
      if (typeof ami === 'string') fault('ASTERISK_AMI_URL', ami);
    },
  );

export type CtiSettings = z.output<typeof settings>;

/** Parts a list by its commas. @returns no empty ones. */
export function splitTargets(list: string): string[] {
  return list
    .split(',')
    .map((target) => target.trim())
    .filter(Boolean);
}

function areTargets(list: string[]): boolean {
  return list.length <= MAX_TARGETS && list.every((target) => TARGET.test(target));
}
