import { z } from 'zod';

/** How updates come to us; see {@link chooseMode}. */
export type Mode = 'webhook' | 'polling' | 'off';

const DEBOUNCE_FAULT = 'must be a whole number of milliseconds from 0 to 10000';

/** The channel's settings, by environment name. */
export const settings = z.object({
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{1,15}:[\w-]+$/, 'must be a token as BotFather gives it: 12345:AbC…'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, _ or -, as setWebhook demands'),
  TELEGRAM_API_ROOT: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  TELEGRAM_MODE: z
    .enum(['auto', 'webhook', 'polling', 'off'], { error: 'must be auto, webhook, polling or off' })
    .default('auto'),
  TELEGRAM_DEBOUNCE_MS: z.coerce
    .number({ error: DEBOUNCE_FAULT })
    .int(DEBOUNCE_FAULT)
    .min(0, DEBOUNCE_FAULT)
    .max(10_000, DEBOUNCE_FAULT)
    .default(1000),
});

/**
 * Decides how updates come to us. Telegram calls nothing but https, so a house without it asks by itself.
 * @param mode as set.
 * @param publicUrl the house's own address.
 */
export function chooseMode(mode: 'auto' | Mode, publicUrl: string): Mode {
  if (mode !== 'auto') return mode;
  return publicUrl.startsWith('https:') ? 'webhook' : 'polling';
}
