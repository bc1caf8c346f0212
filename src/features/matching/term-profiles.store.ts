import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { StoredProfile, TermProfile } from './terms/term-profile.js';
import { restoreProfile, storeProfile } from './terms/term-profile.js';

/** The terms of listings, kept beside them: cutting texts anew for every candidate would take longer than scoring it. */
@Injectable()
export class TermProfilesStore {
  constructor(private readonly database: Database) {}

  async save(listingId: string, profile: TermProfile): Promise<void> {
    const { pipeline, words, pairs } = storeProfile(profile);
    await this.database.query(
      `insert into term_profile (listing_id, pipeline, words, pairs) values ($1, $2, $3, $4)
       on conflict on constraint pk_term_profile do update set pipeline = excluded.pipeline, words = excluded.words, pairs = excluded.pairs`,
      [listingId, pipeline, JSON.stringify(words), JSON.stringify(pairs)],
    );
  }

  /** The profiles that there are, by listing. */
  async load(listingIds: readonly string[]): Promise<ReadonlyMap<string, TermProfile>> {
    if (listingIds.length === 0) return new Map();
    const rows = await this.database.query<StoredProfile & { listingId: string }>(
      `select listing_id as "listingId", pipeline, words, pairs from term_profile where listing_id = any($1::uuid[])`,
      [listingIds],
    );
    return new Map(rows.map((row) => [row.listingId, restoreProfile(row)]));
  }
}
