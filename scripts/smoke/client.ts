import type { Delivery } from './deliveries.ts';

interface ContactRow {
  id: string;
  state: string;
  duplicates: number;
  serviceRequestId: string | null;
}

/** A request as the API answers it, as far as a check looks. */
export interface RequestRow {
  id: string;
  number: string;
  status: string;
  closeReason: string | null;
  triageReasons: string[];
  candidates: { id: string }[];
  contactIds: string[];
  customerId: string | null;
  phone: string | null;
  serviceId: string | null;
  workGroupId: string | null;
  assigneeId: string | null;
  orderId: string | null;
  incidentId: string | null;
}

/** An order as the sandbox lists it. */
export interface OrderRow {
  id: string;
  externalId: string;
}

/** A running instance, seen from outside. */
export interface Client {
  /** Sends a delivery as its sender would. */
  deliver(delivery: Delivery): Promise<Response>;
  /** GET below /api/v1, as helpdesk-api. @throws on anything but 200. */
  get<Body>(path: string): Promise<Body>;
  post(path: string, body: unknown): Promise<Response>;
  /** The journal's row of a delivery, once it is there. */
  contact(delivery: Delivery): Promise<ContactRow | undefined>;
  /** Waits until the delivery's request meets `condition`. @throws after `withinMs`, telling how far it came. */
  follow(
    delivery: Delivery,
    condition: (request: RequestRow) => boolean,
    withinMs: number,
  ): Promise<RequestRow>;
  /** Orders of the sandbox placed under a request's id. */
  orders(requestId: string): Promise<OrderRow[]>;
}

const POLL_MS = 20;

/**
 * @param base of the process that answers, e.g. `http://localhost:8080`.
 * @param sandbox of the process that holds the sandbox, where that is another.
 */
export function createClient(base: string, sandbox = base): Client {
  let token: Promise<string> | undefined;
  const authorization = async () => {
    token ??= fetchToken(sandbox);
    return `Bearer ${await token}`;
  };
  const get = async <Body>(path: string): Promise<Body> => {
    const response = await fetch(`${base}/api/v1${path}`, {
      headers: { authorization: await authorization() },
    });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`);
    return (await response.json()) as Body;
  };
  const contact = async (delivery: Delivery) => {
    const query = new URLSearchParams({ channel: delivery.channel, externalId: delivery.externalId });
    return (await get<{ items: ContactRow[] }>(`/contacts?${query}`)).items[0];
  };
  return {
    deliver: ({ request }) =>
      fetch(base + request.path, { method: 'POST', headers: request.headers, body: request.body }),
    get,
    post: async (path, body) =>
      fetch(`${base}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: await authorization(), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    contact,
    async follow(delivery, condition, withinMs) {
      const deadline = performance.now() + withinMs;
      let reached = 'no contact in the journal';
      do {
        const row = await contact(delivery);
        if (row) reached = `the contact is ${row.state}`;
        if (row?.serviceRequestId) {
          const request = await get<RequestRow>(`/service-requests/${row.serviceRequestId}`);
          if (condition(request)) return request;
          reached = `the request is ${request.status} (${request.triageReasons.join(', ')})`;
        }
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      } while (performance.now() < deadline);
      throw new Error(`${delivery.channel}: after ${withinMs} ms ${reached}`);
    },
    async orders(requestId) {
      const path = `/sandbox/tmf-api/serviceOrdering/v4/serviceOrder?externalId=${requestId}`;
      return (await (await fetch(sandbox + path)).json()) as OrderRow[];
    },
  };
}

async function fetchToken(sandbox: string): Promise<string> {
  const response = await fetch(`${sandbox}/sandbox/realms/helpdesk/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('helpdesk-api:dev-api').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!response.ok) throw new Error(`the identity provider answered ${response.status} to helpdesk-api`);
  return ((await response.json()) as { access_token: string }).access_token;
}
