import { connect, createServer, type Server, type Socket } from 'node:net';
import { findFreePort } from '../../src/config/free-port.js';

/** A way to a server that can be shut, as if the server were gone, and be made deaf, as if the network were. */
export interface Gate {
  /** The address behind it, as it is reached through the gate. */
  readonly url: string;
  /** Cuts every connection; new ones are refused. */
  shut(): Promise<void>;
  /** Takes connections and bytes and says nothing more, on those that are open too. */
  deafen(): void;
  open(): Promise<void>;
}

/** Stands before the server of a `postgres://` or `redis://` address, on a port of its own. */
export async function gateTo(target: string): Promise<Gate> {
  const { hostname, port } = new URL(target);
  const ownPort = await findFreePort('127.0.0.1');
  const url = new URL(target);
  url.host = `127.0.0.1:${ownPort}`;
  const sockets = new Set<Socket>();
  let isDeaf = false;
  let server: Server | undefined;

  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const pass = (from: Socket, to: Socket): void => {
    from.on('data', (bytes) => !isDeaf && to.write(bytes));
    from.on('close', () => to.destroy());
  };
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const listen = async (): Promise<void> => {
    server = createServer((near) => {
      keep(near);
      if (isDeaf) return;
      const far = keep(connect(Number(port), hostname));
      pass(near, far);
      pass(far, near);
    });
    await new Promise<void>((ready) => server!.listen(ownPort, '127.0.0.1', ready));
  };
  const gate: Gate = {
    url: url.href,
    shut: async () => {
      const closing = server && new Promise((closed) => server!.close(closed));
      server = undefined;
      cut();
      await closing;
    },
    deafen: () => {
      isDeaf = true;
    },
    open: async () => {
      if (isDeaf) cut();
      isDeaf = false;
      if (!server) await listen();
    },
  };
  await gate.open();
  return gate;
}
