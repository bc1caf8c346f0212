import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { listenerAt, memoryOfFamily, parentOf } from './server-memory.js';

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('the memory of a server on this machine', () => {
  onLinux('is found by the port at which it listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await listenerAt(port)).toBe(process.pid);
    await new Promise((resolve) => server.close(resolve));
    expect(await listenerAt(port)).toBeNull();
  });

  onLinux('is that of a process with those that it has started', async () => {
    const alone = await memoryOfFamily(process.pid);
    const rss = process.memoryUsage.rss();
    expect(alone!.own + alone!.mapped).toBeGreaterThan(0.5 * rss);
    const family = await memoryOfFamily((await parentOf(process.pid))!);
    expect(family!.mapped).toBeGreaterThan(alone!.mapped);
    expect(await memoryOfFamily(2 ** 30)).toBeNull();
  });
});
