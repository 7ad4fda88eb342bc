import { z } from 'zod';
import { NoAnswer } from '../errors.ts';
import { createOutsideSystem, type OutsideAnswer, readAnswer } from '../http.ts';
import { readPages } from '../readPages.ts';
import { createServiceToken, type ServiceAccount } from './serviceToken.ts';

/** Keycloak's Admin REST API, read with our own service account. */
export interface AdminApi {
  /** @throws {Refused} with the status, e.g. 404; {@link NoAnswer} when Keycloak is away or does not let us look. */
  readOne<Body>(path: string, schema: z.ZodType<Body>): Promise<Body>;
  /** Reads a list through all its pages. @throws as {@link readOne}. */
  readAll<Body extends { id: string }>(
    path: string,
    query: Record<string, string>,
    schema: z.ZodType<Body>,
  ): Promise<Body[]>;
}

const NAME = 'directory';
const PAGE = 100;

/**
 * @param options.adminUrl of the realm, e.g. `https://keycloak/admin/realms/helpdesk`.
 * @see https://www.keycloak.org/docs-api/latest/rest-api/index.html
 */
export function createAdminApi(options: ServiceAccount & { adminUrl: string }): AdminApi {
  const token = createServiceToken(options);
  const system = createOutsideSystem({
    name: NAME,
    baseUrl: options.adminUrl,
    timeoutMs: options.timeoutMs,
    authorize: token.authorize,
  });

  const call = async (path: string): Promise<OutsideAnswer> => {
    try {
      return await system.call({ path });
    } catch (error) {
      // A token Keycloak no longer honours, e.g. because its key was retired: a new one is worth one try.
      if (!(error instanceof NoAnswer && error.code === `${NAME}.http_401`)) throw error;
      token.forget();
      return system.call({ path });
    }
  };
  return {
    readOne: async (path, schema) => readAnswer(NAME, schema, (await call(path)).body),
    readAll: (path, query, schema) =>
      readPages(NAME, async (first) => {
        const page = new URLSearchParams({ ...query, first: String(first), max: String(PAGE) });
        return readAnswer(NAME, z.array(schema), (await call(`${path}?${page}`)).body);
      }),
  };
}
