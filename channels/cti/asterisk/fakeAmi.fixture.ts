import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

type Headers = Record<string, string | undefined>;

/** A manager of Asterisk on a real socket: greeting, login, pings, the list of channels, whatever events a test likes. */
export interface FakeAmi {
  port: number;
  url(query?: string): string;
  /** Every action that came, of all connections. */
  actions: Headers[];
  /** What `CoreShowChannels` lists. */
  channels: Headers[];
  /** Events that stand right behind the list of channels, in one piece with it. */
  behindTheList: Headers[];
  /** How actions are answered in place of the usual way; by name. */
  answers: Record<string, Headers | 'silence'>;
  /** How many are connected and logged in with events. */
  listeners(): number;
  /** Sends events to all who listen, cut into pieces of `size` bytes. */
  emit(events: Headers[], size?: number): Promise<void>;
  /** Sends bytes as they are. */
  say(bytes: string): void;
  /** Breaks all connections off. */
  drop(): void;
  close(): Promise<void>;
}

const SECRET = 's3cret';

/** Starts one. @param port a free one unless told: a manager that was restarted is found at its old place. */
export async function startAmi(port = 0): Promise<FakeAmi> {
  const sockets = new Set<Socket>();
  const listening = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      listening.delete(socket);
    });
    socket.on('error', () => socket.destroy());
    socket.write('Asterisk Call Manager/9.0.0\r\n');
    serve(socket, ami, listening);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  const ami: FakeAmi = {
    port: bound,
    url: (query = '') => `ami://helpdesk:${SECRET}@127.0.0.1:${bound}${query}`,
    ...{ actions: [], channels: [], behindTheList: [], answers: {} },
    listeners: () => listening.size,
    async emit(events, size) {
      const bytes = Buffer.from(events.map(write).join(''));
      for (let at = 0; at < bytes.length; at += size ?? bytes.length) {
        for (const socket of listening) socket.write(bytes.subarray(at, at + (size ?? bytes.length)));
        // Else the kernel joins the pieces again.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    say: (bytes) => {
      for (const socket of listening) socket.write(bytes);
    },
    drop: () => {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      ami.drop();
      await closed;
    },
  };
  return ami;
}

function serve(socket: Socket, ami: FakeAmi, listening: Set<Socket>): void {
  const challenge = '840415273';
  let rest = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    const blocks = (rest + chunk).split('\r\n\r\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const action = parse(block);
      ami.actions.push(action);
      const say = (...frames: Headers[]) => void socket.write(frames.map(write).join(''));
      const given = ami.answers[action.Action ?? ''];
      if (given === 'silence') continue;
      if (given) say({ ...given, ActionID: action.ActionID });
      else say(...answersTo(action, ami, challenge, () => listening.add(socket)));
    }
  });
}

function answersTo(action: Headers, ami: FakeAmi, challenge: string, listen: () => void): Headers[] {
  const { ActionID } = action;
  const yes = (more: Headers) => ({ Response: 'Success', ActionID, ...more });
  const no = (Message: string) => [{ Response: 'Error', ActionID, Message }];
  switch (action.Action) {
    case 'Challenge':
      return [yes({ Challenge: challenge })];
    case 'Ping':
      return [yes({ Ping: 'Pong' })];
    case 'Originate':
      return [yes({ Message: 'Originate successfully queued' })];
    case 'CoreShowChannels':
      return [
        yes({ EventList: 'start', Message: 'Channels will follow' }),
        ...ami.channels.map((channel) => ({ ...channel, ActionID })),
        { Event: 'CoreShowChannelsComplete', ActionID, EventList: 'Complete', ListItems: '1' },
        ...ami.behindTheList,
      ];
    case 'Login': {
      const key = createHash('md5')
        .update(challenge + SECRET)
        .digest('hex');
      const knows = action.Key === key || action.Secret === SECRET;
      if (action.Username !== 'helpdesk' || !knows) return no('Authentication failed');
      if (action.Events !== 'off') listen();
      return [yes({ Message: 'Authentication accepted' })];
    }
    default:
      return no('Invalid/unknown command');
  }
}

function write(headers: Headers): string {
  return `${Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
}

function parse(block: string): Headers {
  return Object.fromEntries(
    block.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
}
