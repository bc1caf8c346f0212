import { createConnection, createServer } from 'node:net';
import type { Settings } from './config/settings.js';

const PATIENCE_MS = 5_000;

/**
 * What would fail late, or never end, is tried before anything is started. Rejects with the system's error,
 * which `explainStartupError` puts into words.
 */
export async function checkSurroundings(settings: Settings): Promise<void> {
  await tryListening(settings.host, settings.port);
  if (settings.redisUrl) {
    const { hostname, port } = new URL(settings.redisUrl);
    await tryConnecting(hostname, Number(port || 6379));
  }
}

function tryListening(host: string, port: number): Promise<void> {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(port, host, () => server.close(() => done()));
  });
}

/** The queue's client tries for ever, which is right for a Redis that restarts and wrong for a mistyped address. */
function tryConnecting(host: string, port: number): Promise<void> {
  return new Promise((done, failed) => {
    const socket = createConnection({ host: host.replace(/^\[|\]$/g, ''), port, timeout: PATIENCE_MS });
    socket.once('error', failed);
    socket.once('timeout', () => {
      socket.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT', syscall: 'connect', address: host, port }));
    });
    socket.once('connect', () => {
      socket.destroy();
      done();
    });
  });
}
