import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiContext, ApiEnv } from './router.ts';

/** The OpenAPI 3.1 document. */
export type ApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

const TAGS = [
  { name: 'Contacts', description: 'What came in: one call, message or bus event each.' },
  { name: 'Service requests', description: 'What customers want, from the first contact to the close.' },
  { name: 'Messages', description: 'What customers are written, and what became of it.' },
  { name: 'Calls', description: 'Telephone calls: who rings, what was said, who is to be called back.' },
  { name: 'Attachments', description: 'Files and places that came with contacts.' },
  { name: 'Identities', description: 'Who stands behind a sender, and how surely.' },
  { name: 'Incidents', description: 'The work on requests, on agents’ boards.' },
  { name: 'Customers', description: 'Read from the customer system, created and changed in it.' },
  { name: 'Services', description: 'What may be asked for; names the work group and the process.' },
  { name: 'Processes', description: 'The steps an incident walks.' },
  { name: 'Settings', description: 'How the house works, as supervisors set it.' },
  { name: 'Users', description: 'Agents and their managers.' },
  { name: 'Audit', description: 'Who saw and changed what.' },
  { name: 'Ledger', description: 'The proof that nothing was lost and nothing doubled.' },
  {
    name: 'Mass incidents',
    description: 'One cause behind many requests: proposed, declared, closed with all of them.',
  },
  { name: 'Terms of service', description: 'How much working time there is, by service and priority.' },
  { name: 'Reports', description: 'How many, how fast, how late: the figures of the showcase.' },
];

const DESCRIPTION = `Contacts, requests, incidents and what they lean on.

Lists answer \`{items, nextCursor}\`, newest first; a single object comes bare. A filter is the field's name; an unknown one is refused. Errors are problem documents (RFC 9457).

Send an access token of the identity provider: \`Authorization: Bearer …\`. A system with the realm role \`helpdesk-api\` sees all; a person sees what the console shows him.`;

/**
 * Writes down what the API's routes declare.
 * @param api the routes, below /v1.
 */
export function describeApi(
  api: OpenAPIHono<ApiEnv>,
  settings: Pick<ApiContext['config'], 'OIDC_ISSUER' | 'PUBLIC_URL'>,
  version: string,
): ApiDocument {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'HELPDesk API',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: `${settings.PUBLIC_URL}/api` }],
    tags: TAGS,
    security: [{ oauth2: [] }, { bearer: [] }],
  });
}

/** Declares how callers prove who they are, with the issuer's addresses. */
export function registerSecurity(api: OpenAPIHono<ApiEnv>, issuer: string): void {
  const endpoints = `${issuer}/protocol/openid-connect`;
  api.openAPIRegistry.registerComponent('securitySchemes', 'oauth2', {
    type: 'oauth2',
    description: 'Systems take a token by client credentials, people by authorization code with PKCE.',
    flows: {
      clientCredentials: { tokenUrl: `${endpoints}/token`, scopes: {} },
      authorizationCode: {
        authorizationUrl: `${endpoints}/auth`,
        tokenUrl: `${endpoints}/token`,
        refreshUrl: `${endpoints}/token`,
        scopes: { openid: 'Who you are' },
      },
    },
  });
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `An access token of ${issuer}`,
  });
}
