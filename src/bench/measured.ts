import { quantile } from '../evaluation/metrics.js';

/** Milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
}

/** One way to have a question answered; the number says which of them. */
export type Ask = (question: number) => Promise<unknown>;

/** Asks every question once, so many at a time, and says how long each took in milliseconds. */
async function askAll(ask: Ask, questions: number, connections: number): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < questions) {
      const start = performance.now();
      await ask(next++);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return times;
}

/**
 * Asks ours and the bare engine in turn, the other one first each time, so that whatever else the machine does meets both. One round before
 * is not counted: it fills the caches.
 */
export async function compare(ours: Ask, bare: Ask, questions: number, connections: number, rounds: number): Promise<{ ours: number[]; bare: number[] }> {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const side of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const taken = await askAll(side === 'ours' ? ours : bare, questions, connections);
      if (round > 0) times[side].push(...taken);
    }
  }
  return times;
}

export function timesOf(milliseconds: readonly number[]): Times {
  return { p50: rounded(quantile(milliseconds, 0.5)), p95: rounded(quantile(milliseconds, 0.95)) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
