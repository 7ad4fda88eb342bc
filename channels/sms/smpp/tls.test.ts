import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../test/harness/process.ts';
import { needProgram } from '../../../test/harness/program.ts';
import { type Smsc, startSmsc } from './smsc.fixture.ts';

const run = promisify(execFile);
const openssl = needProgram('openssl');

describe.skipIf(openssl.missing)('a link over TLS', () => {
  let folder: string;
  let smsc: Smsc;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'helpdesk-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const kind = [
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ];
    const name = ['-subj', '/CN=smsc', '-addext', 'subjectAltName=IP:127.0.0.1'];
    await run(openssl.path, ['req', ...kind, ...name, '-keyout', key, '-out', cert]);
    smsc = await startSmsc({ key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') });
  });
  afterAll(async () => {
    await smsc?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const send = async (env: Record<string, string>) => {
    const program = fileURLToPath(new URL('./tls.fixture.ts', import.meta.url));
    const options = { cwd: ROOT, env: { ...process.env, ...env } };
    return (await run(process.execPath, ['--import', 'tsx', program, String(smsc.port)], options)).stdout;
  };

  it('is bound where the authority is trusted', async () => {
    expect(await send({ NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') })).toBe('id-1');
    expect(smsc.binds).toHaveLength(1);
  });

  it('gives its password to nobody whose certificate is not', async () => {
    smsc.binds.length = 0;
    expect(await send({ NODE_EXTRA_CA_CERTS: '' })).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(smsc.binds).toEqual([]);
  });
});
