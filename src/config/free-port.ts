import { createServer } from 'node:net';

/**
 * Replaces `PORT=0` by a port that is free now. The port is part of the links in mails, so it has
 * to be known before the application is built, not only when it listens.
 */
export async function withFreePort(variables: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if (variables['PORT']?.trim() !== '0') return variables;
  return { ...variables, PORT: String(await findFreePort(variables['HOST']?.trim() || '127.0.0.1')) };
}

export function findFreePort(host: string): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') found(address.port);
        else failed(new Error(`No free port on ${host}`));
      });
    });
  });
}
