import type { Migration } from 'kysely';
import * as house from './0001_house.ts';
import * as firstProcesses from './0002_first_processes.ts';
import * as channels from './0003_channels.ts';
import * as orderStates from './0004_order_states.ts';

/** Every migration by name, in order. A landed one is never edited. */
export const migrations: Record<string, Migration> = {
  '0001_house': house,
  '0002_first_processes': firstProcesses,
  '0003_channels': channels,
  '0004_order_states': orderStates,
};
