import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../harness/process.ts';

const run = promisify(execFile);

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack';
const CACHE = 'node_modules/.cache/keycloak';

/**
 * Finds Keycloak's folder: the one HELPDESK_KEYCLOAK_HOME names, or the version docker-compose.yml runs, fetched by
 * Maven once and unpacked below node_modules.
 * @throws with Maven's output when it cannot be had.
 */
export async function fetchKeycloak(): Promise<string> {
  const given = process.env.HELPDESK_KEYCLOAK_HOME;
  if (given) return given;
  const version = deployedVersion();
  const home = join(ROOT, CACHE, `keycloak-${version}`);
  // The last file of the archive's own order may be missing after a break; this one Keycloak cannot start without.
  if (existsSync(join(home, 'lib', 'quarkus-run.jar'))) return home;
  const artifact = `org.keycloak:keycloak-quarkus-dist:${version}:zip`;
  const flags = ['-q', '-B', '-Dmdep.overWriteReleases=true', `-DoutputDirectory=${join(ROOT, CACHE)}`];
  try {
    await run('mvn', [...flags, `-Dartifact=${artifact}`, PLUGIN], { cwd: join(ROOT, 'test') });
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    throw new Error(`Maven did not bring ${artifact}:\n${stdout ?? ''}`, { cause: error });
  }
  return home;
}

/** One version for containers and tests. @throws when docker-compose.yml names none. */
function deployedVersion(): string {
  const compose = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
  const version = /keycloak\/keycloak:([\d.]+)$/m.exec(compose)?.[1];
  if (!version) throw new Error('docker-compose.yml names no version of Keycloak');
  return version;
}
