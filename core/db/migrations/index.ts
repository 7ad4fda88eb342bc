import type { Migration } from 'kysely';
import * as house from './0001_house.ts';
import * as firstProcesses from './0002_first_processes.ts';
import * as channels from './0003_channels.ts';
import * as orderStates from './0004_order_states.ts';
import * as consoleRooms from './0005_console.ts';
import * as sessions from './0006_sessions.ts';
import * as presence from './0007_presence.ts';
import * as board from './0008_board.ts';
import * as work from './0009_work.ts';
import * as settings from './0010_settings.ts';
import * as sla from './0011_sla.ts';
import * as massIncidents from './0012_mass_incidents.ts';
import * as showcase from './0013_showcase.ts';
import * as sentFiles from './0014_sent_files.ts';
import * as slaAnswer from './0015_sla_answer.ts';

/** Every migration by name, in order. A landed one is never edited. */
export const migrations: Record<string, Migration> = {
  '0001_house': house,
  '0002_first_processes': firstProcesses,
  '0003_channels': channels,
  '0004_order_states': orderStates,
  '0005_console': consoleRooms,
  '0006_sessions': sessions,
  '0007_presence': presence,
  '0008_board': board,
  '0009_work': work,
  '0010_settings': settings,
  '0011_sla': sla,
  '0012_mass_incidents': massIncidents,
  '0013_showcase': showcase,
  '0014_sent_files': sentFiles,
  '0015_sla_answer': slaAnswer,
};
