import type { Logger } from 'pino';
import type { Channel } from './channel.ts';
import type { Config } from './config.ts';
import type { Intake } from './contact/acceptContact.ts';
import type { CustomerSystem } from './customer/customerSystem.ts';
import type { Db } from './db/db.ts';
import type { AgentLoads } from './incident/agentLoads.ts';
import type { LiveHub } from './live/liveHub.ts';
import type { Metrics } from './metrics.ts';
import type { Senders } from './notification/senders.ts';
import type { OrderSystem } from './order/orderSystem.ts';
import type { Queues } from './queues.ts';
import type { Catalogue } from './service-catalog/catalogue.ts';
import type { Directory } from './user/directory.ts';

/** What verbs work with. Built once in main.ts; verbs take it, or the part they need, as their first argument. */
export interface HouseContext {
  config: Config;
  log: Logger;
  db: Db;
  queues: Queues;
  metrics: Metrics;
  customers: CustomerSystem;
  orders: OrderSystem;
  catalogue: Catalogue;
  directory: Directory;
  agentLoads: AgentLoads;
  intake: Intake;
  /** What keeps open screens true. */
  live: LiveHub;
  /** The channels of this process by name; empty until they are built. */
  channels: Map<string, Channel>;
  senders: Senders;
}
