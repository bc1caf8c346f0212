import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { MINUTE_MS } from '../../shared/durations.js';
import { Kept } from '../../shared/kept.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { Period } from './figure-period.js';
import type { Figures, Headline } from './figures.types.js';
import { headlineOf } from './headline.js';
import { SnapshotsStore } from './snapshots.store.js';

type AllFigures = ReadonlyMap<Period, Figures>;

/** How long a process answers from memory before it looks whether another one has counted. */
const FRESH_MS = MINUTE_MS / 2;

/** The public figures, exact and of one moment. What of them everybody may see decides the table that shows them. */
@Injectable()
export class FiguresService {
  private kept = new Kept<AllFigures>(FRESH_MS, 1);

  constructor(
    private readonly snapshots: SnapshotsStore,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  /** As they were counted last. Counts them where nobody has yet: on a new database, or after an update. */
  async current(period: Period): Promise<Figures> {
    const all = await this.kept.get('', this.clock.now(), async () => (await this.snapshots.read()) ?? this.snapshots.countIfMissing());
    return all.get(period)!;
  }

  /** The few that the front page shows. */
  async headline(): Promise<Headline> {
    return headlineOf(await this.current('all'), this.taxonomy);
  }

  /** Counts them anew. */
  async refresh(): Promise<void> {
    await this.snapshots.count();
    this.kept = new Kept(FRESH_MS, 1);
  }
}
