import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptFigures } from './kept-figures.js';
import type { EngineFigures } from './match-report.js';

it('keeps what was measured of each engine at each size, the last of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'figures-'));
  try {
    const of = (engine: EngineFigures['engine'], listings: number, bytes: number) => ({ engine, listings, bytes }) as EngineFigures;
    const kept = new KeptFigures(folder);
    expect(kept.below(1_000_000)).toEqual([]);
    const measured = [of('postgres', 10_000, 1), of('meilisearch', 10_000, 2), of('postgres', 100_000, 3), of('postgres', 10_000, 4)];
    for (const figures of measured) kept.put(figures);
    expect(new KeptFigures(folder).below(100_000)).toEqual([measured[1], measured[3]]);
    expect(kept.below(1_000_000)).toHaveLength(3);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
