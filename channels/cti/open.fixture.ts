import { Hono } from 'hono';
import { type RecordedDeps, recordDeps } from '../edge/deps.fixture.ts';
import { cti } from './index.ts';

/** The channel as main.ts mounts it, with the house remembered behind it. */
export function openCti(settings: Record<string, string> = {}, deps: RecordedDeps = recordDeps()) {
  const channel = cti.create({ CTI_TOKEN: 'dev-cti', ...settings }, deps);
  const app = new Hono();
  app.route('/channels/cti', channel.routes);
  return {
    channel,
    deps,
    /** @param path below `/channels/cti`, e.g. `/dev-cti/twilio`. */
    ask: (path: string, init: RequestInit = {}) => app.request(`/channels/cti${path}`, init),
    postForm: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      app.request(`/channels/cti${path}`, { method: 'POST', body: new URLSearchParams(form), headers }),
  };
}

/** What the house knows of calls in the end: who called, and which kinds of steps it heard of. */
export function outcome(deps: RecordedDeps) {
  return {
    contacts: deps.contacts.map(({ account, externalId, identity }) => ({ account, externalId, identity })),
    // An inbound call that rings is its contact: whether it is also told as a step depends on the order only.
    steps: [...new Set(deps.calls.map(({ callId, type }) => `${callId} ${type}`))]
      .filter((step) => !step.endsWith(' ringing'))
      .sort(),
    agents: [
      ...new Set(deps.calls.filter(({ type }) => type === 'answered').map((call) => call.agentExtension)),
    ],
  };
}
