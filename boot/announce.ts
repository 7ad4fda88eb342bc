import type { Instance } from './startInstance.ts';

/**
 * The one line a start ends with. On the embedded stack it tells all that a newcomer needs: where the console is,
 * who can log in, and the development secrets of the channels.
 */
export function announce(instance: Instance): string {
  const { config } = instance.ctx;
  const address = config.PUBLIC_URL;
  if (!instance.embedded) return `HELPDesk is ready on port ${instance.port}: ${instance.roles.join(', ')}`;
  return [
    `HELPDesk is ready: console ${address}/`,
    'logins anna, boris, gleb (User), vera, dina (Supervisor), password helpdesk',
    'secrets dev-cti, dev-sms, dev-telegram, dev-esb, API client helpdesk-api / dev-api',
    `sandbox ${address}/sandbox/`,
  ].join(' · ');
}
