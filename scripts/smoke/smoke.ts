import { createClient } from './client.ts';
import { busEvent, call, type Delivery, secretsFrom, sms, telegramContact } from './deliveries.ts';

/**
 * Sends one contact on each channel to a running instance on the sandbox, follows each to its incident and its one
 * order, delivers it again and sees that nothing changed. One line for each channel; the exit code tells.
 * `HELPDESK_URL` names the instance (default http://localhost:8080).
 */
const base = process.env.HELPDESK_URL || `http://localhost:${process.env.PORT || 8080}`;
const client = createClient(base);
const secrets = secretsFrom(process.env);
const WITHIN_MS = 2_000;

const deliveries: Delivery[] = [
  call(secrets, '+79160000001'),
  sms(secrets, '8 (916) 000-00-07', 'Не работает интернет, роутер мигает красным'),
  telegramContact(secrets, '79160000003'),
  busEvent(secrets, '+7 916 000 00 04', 'Двойное списание за ноябрь', 'svc-billing'),
];

let failures = 0;
for (const delivery of deliveries) {
  try {
    process.stdout.write(`ok    ${delivery.channel.padEnd(9)} ${await check(delivery)}\n`);
  } catch (error) {
    failures += 1;
    process.stdout.write(`FAIL  ${delivery.channel.padEnd(9)} ${describe(error)}\n`);
  }
}
process.exitCode = failures === 0 ? 0 : 1;

async function check(delivery: Delivery): Promise<string> {
  await expectAcknowledged(delivery);
  const acknowledgedAt = performance.now();
  const request = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
  const took = Math.round(performance.now() - acknowledgedAt);
  await expectAcknowledged(delivery);
  const again = await client.follow(delivery, () => true, WITHIN_MS);
  const orders = await client.orders(request.id);
  if (orders.length !== 1) throw new Error(`${orders.length} orders instead of one`);
  if (again.id !== request.id || again.incidentId !== request.incidentId) {
    throw new Error('the second delivery made something new');
  }
  const contact = await client.contact(delivery);
  if (contact?.duplicates !== 1) throw new Error('the second delivery was not counted as a duplicate');
  return `${request.number} · order ${request.orderId} · incident in ${took} ms · second delivery suppressed`;
}

async function expectAcknowledged(delivery: Delivery): Promise<void> {
  const response = await client.deliver(delivery);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`the channel answered ${response.status}`);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  const cause = (error.cause as { code?: string } | undefined)?.code;
  return cause === 'ECONNREFUSED' ? `nothing answers at ${base}: is it started?` : error.message;
}
