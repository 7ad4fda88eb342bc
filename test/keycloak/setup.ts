import type { TestProject } from 'vitest/node';
import { freePort } from '../../core/db/embedded/port.ts';
import { dataFolder, startProcess } from '../harness/process.ts';
import { fetchKeycloak } from './fetchKeycloak.ts';
import { startKeycloak } from './startKeycloak.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The console, e.g. `http://localhost:8080`. */
    consoleBase: string;
    /** Keycloak, e.g. `http://localhost:8082`. */
    keycloakBase: string;
  }
}

/** A real Keycloak on the realm file, and a console of its own process that knows no other identity provider. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const home = await fetchKeycloak();
  const [port, keycloakPort] = [await freePort(), await freePort()];
  const publicUrl = `http://localhost:${port}`;
  const keycloak = await startKeycloak({ home, port: keycloakPort, publicUrl });
  const data = dataFolder();
  const close = async () => {
    await keycloak.stop();
    data.remove();
  };
  try {
    const house = await startProcess({
      port,
      env: {
        HELPDESK_DATA: data.path,
        PUBLIC_URL: publicUrl,
        OIDC_ISSUER: `${keycloak.base}/realms/helpdesk`,
        OIDC_CLIENT_ID: 'helpdesk-console',
        OIDC_CLIENT_SECRET: 'dev-console',
        KEYCLOAK_ADMIN_URL: `${keycloak.base}/admin/realms/helpdesk`,
      },
    });
    provide('consoleBase', publicUrl);
    provide('keycloakBase', keycloak.base);
    return async () => {
      await house.stop();
      await close();
    };
  } catch (error) {
    await close();
    throw error;
  }
}
