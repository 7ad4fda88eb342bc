/** The secrets of the house under test; none of them may come into a log. */
export const SECRETS = {
  cti: 'contract-cti-secret',
  sms: 'contract-sms-secret',
  telegram: 'contract-telegram-secret',
  telegramBot: '100000001:contract-bot-secret',
  esb: 'contract-esb-secret',
  twilio: 'contract-twilio-secret',
  twilioAccount: 'AC00000000000000000000000000000001',
  mangoKey: 'contract-mango-key',
  mangoSalt: 'contract-mango-secret',
};

/** The house's settings made of them. */
export const secretSettings = {
  CTI_TOKEN: SECRETS.cti,
  SMS_GATEWAY_TOKEN: SECRETS.sms,
  TELEGRAM_WEBHOOK_SECRET: SECRETS.telegram,
  TELEGRAM_BOT_TOKEN: SECRETS.telegramBot,
  ESB_TOKEN: SECRETS.esb,
  TWILIO_AUTH_TOKEN: SECRETS.twilio,
  TWILIO_ACCOUNT_SID: SECRETS.twilioAccount,
  MANGO_API_KEY: SECRETS.mangoKey,
  MANGO_API_SALT: SECRETS.mangoSalt,
};
