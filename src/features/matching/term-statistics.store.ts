import { Injectable } from '@nestjs/common';
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { PRIOR_VERSION, priorShare } from './terms/term-prior.js';
import type { TermStatistics } from './terms/term-statistics.js';

interface Snapshot {
  readonly version: string;
  readonly documents: number;
}

const NO_SNAPSHOT: Snapshot = { version: PRIOR_VERSION, documents: 0 };

const COUNTED = `term_profile p join listing l on l.id = p.listing_id and l.kind = 'offering' and l.status = 'published'`;

/** Grown or shrunk by more than this since the last count: count again before the night. */
const GROWTH = 0.2;
const GROWTH_LISTINGS = 20;
const LOOK_EVERY_MS = 10_000;

/** How often terms occur in published offerings, as of the last count. */
@Injectable()
export class TermStatisticsStore {
  private lookedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The present snapshot for these terms; others would count as unknown. */
  async load(terms: Iterable<string>): Promise<TermStatistics> {
    // One statement, so that a count in between is seen as a whole or not at all.
    const rows = await this.database.query<Snapshot & { term: string | null; frequency: number }>(
      `select s.version, s.documents, f.term, f.documents as frequency
         from term_snapshot s left join term_frequency f on f.term = any($1::text[])`,
      [[...new Set(terms)]],
    );
    const frequencies = new Map(rows.flatMap(({ term, frequency }) => (term === null ? [] : [[term, frequency] as const])));
    const { version, documents } = rows[0] ?? NO_SNAPSHOT;
    return { version, documents, frequency: (term) => frequencies.get(term) ?? 0, priorShare };
  }

  /** Counts again when the market has changed much since the last count: a young installation doubles within a day. */
  async refreshWhenGrown(): Promise<void> {
    // How long a process has waited, not business time.
    const now = performance.now();
    if (this.lookedAt > 0 && now - this.lookedAt < LOOK_EVERY_MS) return;
    this.lookedAt = now;
    const [counts] = await this.database.query<{ before: number; present: number }>(
      `select coalesce((select documents from term_snapshot), 0) as before, count(*) as present from ${COUNTED}`,
    );
    if (counts && Math.abs(counts.present - counts.before) > GROWTH * counts.before + GROWTH_LISTINGS) await this.refresh();
  }

  /** Counts all published offerings and makes the result the present snapshot. About a second for 10,000 of them. */
  async refresh(): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.termCount]);
      await manager.query('delete from term_frequency');
      await manager.query(`
        insert into term_frequency (term, documents)
        select term, count(*) from ${COUNTED},
               lateral (select jsonb_object_keys(p.words) union all select jsonb_object_keys(p.pairs)) as k (term)
         group by term`);
      const madeAt = this.clock.now();
      const [{ documents }] = await manager.query<[{ documents: number }]>(
        `select count(*) as documents from ${COUNTED}`,
      );
      await manager.query(
        `insert into term_snapshot (version, documents, made_at) values ($1, $2, $3)
         on conflict on constraint pk_term_snapshot do update set version = excluded.version, documents = excluded.documents, made_at = excluded.made_at`,
        [`${PRIOR_VERSION}+${documents}@${madeAt.toISOString().slice(0, 19)}Z`, documents, madeAt],
      );
    });
  }
}
