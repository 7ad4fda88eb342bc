import type { AnyChannel } from '../core/channel.ts';
import { cti } from './cti/index.ts';
import { esb } from './esb/index.ts';
import { sms } from './sms/index.ts';
import { telegram } from './telegram/index.ts';

/** Every way in. A new channel is one folder and one name here. */
export const channels: AnyChannel[] = [cti, sms, telegram, esb];
