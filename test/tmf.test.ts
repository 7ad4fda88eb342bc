import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCustomer, readCustomers } from '../core/customer/tmf629.ts';
import { createOrderSystem } from '../core/order/orderSystem.ts';
import { type TestSandbox, withSandbox } from '../sandbox/sandbox.fixture.ts';

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'tmf', name), 'utf8'));

/** Checks a body against a definition of a specification; names the specification does not know are faults too. */
function validator(file: string, definition: string): ValidateFunction {
  const { definitions } = read(file) as { definitions: Record<string, { properties?: object }> };
  const closed = Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [
      name,
      schema.properties ? { ...schema, additionalProperties: false } : schema,
    ]),
  );
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  return ajv.compile({ definitions: closed, $ref: `#/definitions/${definition}` });
}

const faults = (validate: ValidateFunction, body: unknown) => (validate(body) ? [] : validate.errors);

describe('the sandbox answers as the specifications write it', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await withSandbox();
  });
  afterAll(() => sandbox.stop());
  const get = async (path: string) =>
    (await (await sandbox.root.request(`/sandbox/tmf-api${path}`)).json()) as unknown[];

  it('TMF629 customers', async () => {
    const validate = validator('customer-v4.json', 'Customer');
    const list = await get('/customerManagement/v4/customer?limit=50');
    expect(list).toHaveLength(50);
    for (const customer of list) expect(faults(validate, customer)).toEqual([]);
    const twins = await get(
      '/customerManagement/v4/customer?contactMedium.characteristic.phoneNumber=%2B79160000099',
    );
    expect(readCustomers(twins).map((each) => each.id)).toEqual(['cust-0099', 'cust-1001']);
  });

  it('TMF633 service specifications', async () => {
    const validate = validator('service-specification-v4.json', 'ServiceSpecification');
    const list = await get('/serviceCatalogManagement/v4/serviceSpecification');
    expect(list.length).toBeGreaterThan(5);
    for (const specification of list) expect(faults(validate, specification)).toEqual([]);
  });

  it('TMF641 service orders, placed by a body the specification allows', async () => {
    const body = await captureOrder();
    expect(faults(validator('service-order-v4.json', 'ServiceOrder_Create'), body)).toEqual([]);
    const placed = await sandbox.send('POST', '/sandbox/tmf-api/serviceOrdering/v4/serviceOrder', body);
    expect(placed.status).toBe(201);
    expect(faults(validator('service-order-v4.json', 'ServiceOrder'), await placed.json())).toEqual([]);
  });
});

describe('our client reads customers of either version', () => {
  it('v5, where the phone stands on the medium itself', () => {
    const [customer] = readCustomers(read('customer-list-v5.json'));
    expect(customer).toMatchObject({ id: '1140', name: 'Moon Football Club' });
    expect(customer?.phones).toHaveLength(1);
  });

  it('v4, where it stands in the characteristic, and one without a name by whom it engages', () => {
    const contactMedium = [{ mediumType: 'mobile', characteristic: { phoneNumber: '+79160000001' } }];
    const body = { id: '7', engagedParty: { id: 'p', name: 'Иванова Мария' }, contactMedium };
    expect(readCustomer(body)).toMatchObject({ id: '7', name: 'Иванова Мария', phones: ['+79160000001'] });
  });
});

/** What our order client really sends. */
async function captureOrder(): Promise<unknown> {
  let sent = '';
  const server: Server = createServer((req, res) => {
    req.on('data', (chunk) => (sent += String(chunk)));
    req.on('end', () => res.writeHead(201).end('{"id":"1"}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const orders = createOrderSystem({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 1000 });
  await orders.place({ reference: 'r-1', customerId: 'cust-0001', serviceId: 'svc-internet' });
  await new Promise((resolve) => server.close(resolve));
  return JSON.parse(sent);
}
