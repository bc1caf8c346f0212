import type { INestApplicationContext } from '@nestjs/common';
import { RematchService } from './features/matching/rematch/rematch.service.js';

export const MATCHING_USAGE = `  matching rematch
    ranks every open demand anew against all offerings, as happens each night. May be stopped; the next run, or the server, goes on from there.`;

/** Ranks all open demands; returns the line to print at the end. */
export async function rematchAll(app: INestApplicationContext, tell: (line: string) => void, stop: AbortSignal): Promise<string> {
  const state = await app.get(RematchService, { strict: false }).run(tell, stop);
  if (state === null) return 'Another process is at it just now';
  const sum = `${state.demands.toLocaleString('en')} open demands ranked, ${state.written.toLocaleString('en')} suggestions changed`;
  return stop.aborted ? `Stopped: ${sum}; the next run goes on from there` : sum;
}
