import type { Migration } from 'kysely';
import * as house from './0001_house.ts';
import * as firstProcesses from './0002_first_processes.ts';

/** Every migration by name, in order. A landed one is never edited. */
export const migrations: Record<string, Migration> = {
  '0001_house': house,
  '0002_first_processes': firstProcesses,
};
