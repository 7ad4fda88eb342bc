import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Figures of one process. Label sets are bounded: channels, queues, outcomes; never ids or phones. */
export interface Metrics {
  registry: Registry;
  /** Deliveries by channel and outcome: `accepted`, `duplicate`, `unavailable`. */
  contacts: Counter<'channel' | 'outcome'>;
  /** Seconds from the call of accept to its commit. */
  acknowledgement: Histogram<'channel'>;
  /** Rows one journal commit took in. */
  journalBatch: Histogram;
  /** Seconds from a contact's journalling to its incident. */
  contactToIncident: Histogram<'channel'>;
  /** Handler runs by queue and outcome: `done`, `retry`, `quarantined`. */
  jobs: Counter<'queue' | 'outcome'>;
  /** Seconds a handler ran. */
  jobSeconds: Histogram<'queue'>;
  /** Rows the sweep had to enqueue again. */
  swept: Counter<'queue'>;
  /** Events whose notices cannot be planned. */
  noticesPutAside: Counter;
  /** Contacts waiting for their request, by channel; set when scraped. */
  contactsWaiting: Gauge<'channel'>;
  /** Age in seconds of the oldest waiting contact, by channel; set when scraped. */
  oldestWaiting: Gauge<'channel'>;
  /** Jobs waiting or delayed, by queue; set when scraped. */
  queueDepth: Gauge<'queue'>;
}

const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const SLOW = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600];

/** Builds the registry of this process, Node's own figures included. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    contacts: new Counter({
      name: 'helpdesk_contacts_total',
      help: 'Contacts delivered, by channel and outcome',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    acknowledgement: new Histogram({
      name: 'helpdesk_contact_acknowledgement_seconds',
      help: 'From delivery to the commit of the journal row',
      labelNames: ['channel'],
      buckets: FAST,
      registers,
    }),
    journalBatch: new Histogram({
      name: 'helpdesk_journal_batch_rows',
      help: 'Rows taken in by one journal commit',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers,
    }),
    contactToIncident: new Histogram({
      name: 'helpdesk_contact_to_incident_seconds',
      help: 'From the journal row to the incident',
      labelNames: ['channel'],
      buckets: SLOW,
      registers,
    }),
    jobs: new Counter({
      name: 'helpdesk_jobs_total',
      help: 'Handler runs, by queue and outcome',
      labelNames: ['queue', 'outcome'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'helpdesk_job_seconds',
      help: 'How long handlers ran',
      labelNames: ['queue'],
      buckets: FAST,
      registers,
    }),
    swept: new Counter({
      name: 'helpdesk_swept_total',
      help: 'Rows the sweep enqueued again',
      labelNames: ['queue'],
      registers,
    }),
    noticesPutAside: new Counter({
      name: 'helpdesk_notices_put_aside_total',
      help: 'Events whose notices could not be planned',
      registers,
    }),
    contactsWaiting: new Gauge({
      name: 'helpdesk_contacts_waiting',
      help: 'Contacts journalled and not yet worked',
      labelNames: ['channel'],
      registers,
    }),
    oldestWaiting: new Gauge({
      name: 'helpdesk_contacts_oldest_waiting_seconds',
      help: 'Age of the oldest contact not yet worked',
      labelNames: ['channel'],
      registers,
    }),
    queueDepth: new Gauge({
      name: 'helpdesk_queue_depth',
      help: 'Jobs waiting or delayed',
      labelNames: ['queue'],
      registers,
    }),
  };
}
