/** The secrets of the embedded stack. They guard nothing but a sandbox. */
export const DEV_SECRETS = {
  CTI_TOKEN: 'dev-cti',
  SMS_GATEWAY_TOKEN: 'dev-sms',
  TELEGRAM_WEBHOOK_SECRET: 'dev-telegram',
  ESB_TOKEN: 'dev-esb',
} as const;

/** The bot people write to until another one asks for updates. */
export const DEMO_BOT_ID = 100_000_001;

/**
 * What the house is set to when it runs against this sandbox, by environment variable.
 * @param publicUrl the house's own address, no trailing slash.
 */
export function sandboxSettings(publicUrl: string): Record<string, string> {
  const base = `${publicUrl}/sandbox`;
  return {
    OIDC_ISSUER: `${base}/realms/helpdesk`,
    OIDC_CLIENT_ID: 'helpdesk-console',
    OIDC_CLIENT_SECRET: 'dev-console',
    KEYCLOAK_ADMIN_URL: `${base}/admin/realms/helpdesk`,
    CUSTOMER_API_URL: `${base}/tmf-api/customerManagement/v4`,
    ORDER_API_URL: `${base}/tmf-api/serviceOrdering/v4`,
    CATALOG_API_URL: `${base}/tmf-api/serviceCatalogManagement/v4`,
    SMS_SEND_URL: `${base}/sms/cgi-bin/sendsms?username=dev&password=dev`,
    TELEGRAM_API_ROOT: `${base}/telegram`,
    TELEGRAM_BOT_TOKEN: `${DEMO_BOT_ID}:sandbox-bot-token`,
    // Whoever plays the customer all day must not run into the guards against floods of notices.
    NOTICE_PER_NUMBER_HOUR: '1000',
    NOTICE_PER_NUMBER_DAY: '10000',
    NOTICE_PER_PREFIX_DAY: '100000',
    NOTICE_PER_DAY: '1000000',
    ...DEV_SECRETS,
  };
}

/** A rule of the house's routing table: every field that is given must fit; a keyword is a part of the text. */
export interface DemoRoutingRule {
  channel: string | null;
  queue: string | null;
  keyword: string | null;
  serviceId: string;
}

/** Routing rules a demo installation starts with: by telephone queue, then by what the customer says. */
export const demoRoutingRules: DemoRoutingRule[] = [
  byQueue('internet', 'svc-internet'),
  byQueue('mobile', 'svc-mobile'),
  byQueue('tv', 'svc-tv'),
  byQueue('phone', 'svc-phone'),
  byQueue('billing', 'svc-billing'),
  byQueue('sales', 'svc-connect'),
  byQueue('support', 'svc-general'),
  ...byKeywords('svc-connect', ['подключить', 'подключение', 'new connection']),
  ...byKeywords('svc-roaming', ['роуминг', 'за границей', 'roaming']),
  ...byKeywords('svc-billing', [
    'счёт',
    'счет',
    'оплат',
    'платёж',
    'платеж',
    'списал',
    'баланс',
    'invoice',
    'bill',
  ]),
  ...byKeywords('svc-tv', ['телевид', 'телевизор', 'приставк', 'канал', ' tv']),
  ...byKeywords('svc-phone', ['домашний телефон', 'городской телефон', 'нет гудка', 'landline']),
  ...byKeywords('svc-internet', ['интернет', 'роутер', 'wi-fi', 'wifi', 'вайфай', 'internet', 'router']),
  ...byKeywords('svc-mobile', ['сим-карт', 'симк', 'мобильн', 'нет сети', 'sim card', 'no signal']),
  // Whatever nothing else fits is a general question: the demo shows contacts becoming work, not a triage queue.
  { channel: null, queue: null, keyword: null, serviceId: 'svc-general' },
];

function byQueue(queue: string, serviceId: string): DemoRoutingRule {
  return { channel: null, queue, keyword: null, serviceId };
}

function byKeywords(serviceId: string, keywords: string[]): DemoRoutingRule[] {
  return keywords.map((keyword) => ({ channel: null, queue: null, keyword, serviceId }));
}
