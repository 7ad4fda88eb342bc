import { type Config, parseConfig } from './config.ts';

/** The house's settings as a test needs them: every outside address leads nowhere. */
export function houseConfig(changes: Partial<Config> = {}): Config {
  const nowhere = 'http://127.0.0.1:1';
  const { config } = parseConfig(
    {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      OIDC_ISSUER: nowhere,
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'x',
      KEYCLOAK_ADMIN_URL: nowhere,
      CUSTOMER_API_URL: nowhere,
      ORDER_API_URL: nowhere,
      CATALOG_API_URL: nowhere,
    },
    {},
  );
  return { ...config, ...changes };
}
