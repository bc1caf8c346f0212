import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineFigures } from './match-report.js';

/** What was measured beside a kept collection while it was smaller, so that a run that goes on can still say how it grew. */
export class KeptFigures {
  private readonly file: string;

  constructor(folder: string) {
    this.file = join(folder, 'figures.json');
  }

  /** Those of fewer listings. */
  below(listings: number): EngineFigures[] {
    return this.read().filter((each) => each.listings < listings);
  }

  /** In the place of what was measured of this engine with as many listings before. In one step, so that a killed run leaves the old or the new. */
  put(figures: EngineFigures): void {
    const others = this.read().filter(({ engine, listings }) => engine !== figures.engine || listings !== figures.listings);
    writeFileSync(`${this.file}.new`, JSON.stringify([...others, figures]));
    renameSync(`${this.file}.new`, this.file);
  }

  private read(): EngineFigures[] {
    return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as EngineFigures[]) : [];
  }
}
