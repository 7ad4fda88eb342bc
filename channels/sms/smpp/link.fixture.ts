import type { OutboundMessage } from '../../../core/channel.ts';
import { type RecordedDeps, recordDeps } from '../../edge/deps.fixture.ts';
import { createSmppLink, parseSmppUrls, type SmppLink, type SmppLinkSettings } from './index.ts';
import { type Smsc, startSmsc } from './smsc.fixture.ts';

/** An SMSC, and a started link of ours to it. */
export interface OpenLink {
  smsc: Smsc;
  deps: RecordedDeps;
  link: SmppLink;
  settings: SmppLinkSettings;
  close(): Promise<void>;
}

/** @returns settings of a link to a port of this machine. @param changes may be finer than a URL can say. */
export function linkSettings(port: number, changes: Partial<SmppLinkSettings> = {}): SmppLinkSettings {
  const [settings] = parseSmppUrls(`smpp://helpdesk:s3cret-pw@127.0.0.1:${port}?account=mts&from=0890`);
  if (!settings) throw new Error('no link');
  return { ...settings, ...changes };
}

/** Starts both and waits until the link is bound. */
export async function openLink(changes: Partial<SmppLinkSettings> = {}): Promise<OpenLink> {
  const smsc = await startSmsc();
  const deps = recordDeps();
  const settings = linkSettings(smsc.port, changes);
  const link = createSmppLink(settings, deps);
  await link.start();
  await smsc.bound();
  const close = async () => {
    await link.stop();
    await smsc.stop();
  };
  return { smsc, deps, link, settings, close };
}

/** A message of ours to a customer. */
export function outbound(changes: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    id: 'message-1',
    account: 'mts',
    address: '+79160000007',
    thread: null,
    text: 'Ваша заявка принята',
    language: 'ru',
    askForPhone: false,
    choices: [],
    ...changes,
  };
}

/** The fields of an SMS from a customer, in UCS-2. */
export function cyrillic(text: string, changes: Record<string, unknown> = {}) {
  return {
    source_addr_ton: 1,
    source_addr_npi: 1,
    source_addr: '79160000007',
    data_coding: 8,
    short_message: ucs2(text),
    ...changes,
  };
}

/** @returns a text in UCS-2, big-endian. */
export function ucs2(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}
