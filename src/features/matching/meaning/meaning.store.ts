import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { ListingKind } from '../../listings/listing.types.js';
import type { ListingVectors, MeaningSpace } from './meaning-space.js';
import { joinVectors, splitVectors } from './quantised.js';

/** Which model counts now, and how far its vectors are. */
export interface MeaningState {
  /** Null: no embedder is set up. */
  readonly adapter: string | null;
  readonly space: MeaningSpace | null;
  readonly isComplete: boolean;
  /** Vectors were made since matches were last ranked. */
  readonly hasNews: boolean;
}

interface SpaceRow {
  readonly adapter: string | null;
  readonly model: string | null;
  readonly centre: Buffer | null;
  readonly spread: number | null;
  readonly completeAt: Date | null;
  readonly hasNews: boolean;
}

interface VectorRow {
  readonly listingId: string;
  readonly whole: Buffer;
  readonly passages: Buffer;
  readonly passageTexts: readonly string[];
}

/** A worker that died lets go after this long. */
const LEASE_SECONDS = 30;

/** Vectors beside their listings, and the one row that says which model they are compared under. */
@Injectable()
export class MeaningStore {
  constructor(private readonly database: Database) {}

  async state(): Promise<MeaningState> {
    const [row] = await this.database.query<SpaceRow>(`select adapter, model, centre, spread, complete_at as "completeAt", has_news as "hasNews" from meaning_space`);
    const { adapter = null, model = null, centre = null, spread = null, completeAt = null, hasNews = false } = row ?? {};
    const space = model === null || centre === null || spread === null ? null : { model, centre: floats(centre), spread };
    return { adapter, space, isComplete: completeAt !== null, hasNews };
  }

  async setAdapter(adapter: string | null): Promise<void> {
    await this.database.query(`update meaning_space set adapter = $1 where adapter is distinct from $1`, [adapter]);
  }

  /** From now on this model counts; vectors of another one are as good as none. */
  async adopt(adapter: string, { model, centre, spread }: MeaningSpace): Promise<void> {
    await this.database.query(`update meaning_space set adapter = $1, model = $2, centre = $3, spread = $4, done = 0, complete_at = null`, [adapter, model, bytes(centre), spread]);
  }

  /** Of these listings, those that have vectors of the model. */
  async load(model: string, listingIds: readonly string[]): Promise<ReadonlyMap<string, ListingVectors>> {
    if (listingIds.length === 0) return new Map();
    const rows = await this.database.query<VectorRow>(
      `select listing_id as "listingId", whole, passages, passage_texts as "passageTexts" from listing_vector where model = $1 and listing_id = any($2::uuid[])`,
      [model, listingIds],
    );
    return new Map(
      rows.map(({ listingId, whole, passages, passageTexts }) => [
        listingId,
        { whole: new Int8Array(whole.buffer, whole.byteOffset, whole.length), passages: splitVectors(passages, whole.length), passageTexts },
      ]),
    );
  }

  /** Are the stored vectors of a listing those of this model and this text? */
  async isCurrent(listingId: string, model: string, hash: string): Promise<boolean> {
    const rows = await this.database.query(`select 1 from listing_vector where listing_id = $1 and model = $2 and text_hash = $3`, [listingId, model, hash]);
    return rows.length > 0;
  }

  /** What belongs to another text goes, and is noted as lacking, before the new one is made: whoever dies in between leaves nothing false. */
  async dropOutdated(listingId: string, hash: string): Promise<void> {
    await this.database.query(
      `with dropped as (delete from listing_vector where listing_id = $1 and text_hash <> $2 returning 1)
       update meaning_space set complete_at = null where exists (select from dropped)`,
      [listingId, hash],
    );
  }

  /** Keeps vectors, unless the listing is gone. */
  async save(listingId: string, model: string, hash: string, { whole, passages, passageTexts }: ListingVectors): Promise<void> {
    await this.database.query(
      `insert into listing_vector (listing_id, model, text_hash, whole, passages, passage_texts)
       select $1, $2, $3, $4, $5, $6::text[] where exists (select from listing where id = $1)
       on conflict on constraint pk_listing_vector do update set model = excluded.model, text_hash = excluded.text_hash,
         whole = excluded.whole, passages = excluded.passages, passage_texts = excluded.passage_texts`,
      [listingId, model, hash, joinVectors([whole]), joinVectors(passages), passageTexts],
    );
  }

  /** Listings on the market without vectors of the model, by id. */
  lacking(model: string, after: string, limit: number): Promise<{ readonly id: string; readonly kind: ListingKind }[]> {
    return this.database.query(
      `select l.id, l.kind from listing l
        where l.status = 'published' and l.id > $2 and not exists (select from listing_vector v where v.listing_id = l.id and v.model = $1)
        order by l.id limit $3`,
      [model, after, limit],
    );
  }

  /** Counts listings on the market and those that have vectors, and writes it down for whoever watches. */
  async count(model: string): Promise<{ readonly listings: number; readonly done: number }> {
    const [counts] = await this.database.query<{ listings: number; done: number }>(
      `with counted as (select count(*)::int as listings, count(v.listing_id)::int as done from listing l
         left join listing_vector v on v.listing_id = l.id and v.model = $1 where l.status = 'published'),
       noted as (update meaning_space set listings = counted.listings, done = counted.done from counted)
       select listings, done from counted`,
      [model],
    );
    return counts ?? { listings: 0, done: 0 };
  }

  async noteProgress(done: number, hasNews: boolean): Promise<void> {
    await this.database.query(`update meaning_space set done = least($1::int, listings), has_news = has_news or $2, leased_until = now() + interval '${LEASE_SECONDS} seconds'`, [done, hasNews]);
  }

  /** Something is lacking, or may be. `with-news`: once it is there, matches are ranked again. */
  async markIncomplete(news: 'with-news' | 'without-news'): Promise<void> {
    await this.database.query(`update meaning_space set complete_at = null, has_news = has_news or $1`, [news === 'with-news']);
  }

  async markComplete(): Promise<void> {
    await this.database.query(`update meaning_space set complete_at = now()`);
  }

  async clearNews(): Promise<void> {
    await this.database.query(`update meaning_space set has_news = false where has_news`);
  }

  /** One maker of vectors at a time, so that a model is not run twice over the same texts. Says whether it is this one. */
  async lease(): Promise<boolean> {
    const rows = await this.database.query<{ is: boolean }>(
      `with leased as (update meaning_space set leased_until = now() + interval '${LEASE_SECONDS} seconds'
         where leased_until is null or leased_until < now() returning 1)
       select exists (select from leased) as is`,
    );
    return rows[0]?.is ?? false;
  }

  async release(): Promise<void> {
    await this.database.query(`update meaning_space set leased_until = null`);
  }
}

function bytes(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Copied, because floats must begin at a multiple of four bytes. */
function floats(buffer: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(buffer).buffer);
}
