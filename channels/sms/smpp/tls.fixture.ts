import { recordDeps } from '../../edge/deps.fixture.ts';
import { createSmppLink } from './index.ts';
import { linkSettings, outbound } from './link.fixture.ts';

/**
 * A program of its own, for Node reads `NODE_EXTRA_CA_CERTS` only when it starts: sends one message over TLS to the
 * port it is given and prints the id, or the log.
 */
const deps = recordDeps();
const link = createSmppLink(linkSettings(Number(process.argv[2]), { tls: true }), deps);
await link.start();
const sent = await link.send(outbound()).catch(() => ({ providerId: deps.logged() }));
process.stdout.write(String(sent.providerId));
await link.stop();
