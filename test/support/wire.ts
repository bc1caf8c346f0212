import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** A wire to a server that a test can cut, or hold still as a server does that hangs. */
export interface Wire {
  readonly url: string;
  /** What is on its way is lost, and nobody gets through. */
  cut(): void;
  /** Takes connections and says nothing. */
  freeze(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function wireTo(target: string): Promise<Wire> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'frozen' = 'whole';
  const server = createServer((near) => {
    track(near);
    if (state === 'cut') return near.destroy();
    if (state === 'frozen') return;
    const far = createConnection(Number(port), hostname);
    track(far);
    near.pipe(far);
    far.pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };
  const hangUp = (): void => sockets.forEach((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      state = 'cut';
      hangUp();
    },
    freeze: () => {
      state = 'frozen';
      hangUp();
    },
    mend: () => {
      state = 'whole';
      hangUp();
    },
    close: async () => {
      hangUp();
      server.close();
      await once(server, 'close');
    },
  };
}
