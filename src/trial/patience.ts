import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than any death of the server takes, with the work that waits after it. */
const PATIENCE_MS = 120_000;

/** Tries until there is an answer: null means not yet. @param what says in the error what never came */
export async function patiently<T>(what: string, pauseMs: number, attempt: () => T | null | Promise<T | null>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(pauseMs)) {
    const answer = await attempt();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
  }
}
