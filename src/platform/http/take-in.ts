import type { IncomingMessage } from 'node:http';

/** As much as is taken in of what was refused; whoever sends more finds the connection closed. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Takes in the rest of a body that was refused for its size, and forgets it. Answered earlier, the connection would be closed
 * while the sender still sends, and many senders then see a broken pipe instead of the answer. `requestTimeout` bounds it.
 */
export async function takeIn(raw: IncomingMessage): Promise<void> {
  if (raw.complete || raw.destroyed) return;
  await new Promise<void>((done) => {
    let taken = 0;
    raw.on('data', (bytes: Buffer) => {
      taken += bytes.length;
      if (taken > MAX_BYTES) done();
    });
    for (const end of ['end', 'close', 'error']) raw.once(end, () => done());
    raw.resume();
  });
}
