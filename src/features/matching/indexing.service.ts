import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { SearchIndex } from '../../platform/search/search-index.js';
import { FactsQueries } from './facts.queries.js';
import { demandDocument, enterpriseDocument, offeringDocument } from './search-documents.js';
import { TermProfilesStore } from './term-profiles.store.js';
import { TermsService } from './terms.service.js';

/**
 * Brings the search index in line with the rows, whatever happened to them: what is visible is in it as it is now, everything
 * else is out. Each method may run twice and in any order.
 */
@Injectable()
export class IndexingService {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsQueries,
    private readonly terms: TermsService,
    private readonly profiles: TermProfilesStore,
    private readonly index: SearchIndex,
  ) {}

  /** Cuts the text of a listing anew and indexes it, or takes it out. Says whether it is visible. */
  async syncListing(listingId: string): Promise<boolean> {
    const text = await this.facts.listingText(listingId);
    if (text === null) return false;
    await this.profiles.save(listingId, this.terms.profile(text));
    const visible = await this.indexListings([listingId]);
    await this.syncCategories(listingId);
    return visible.has(listingId);
  }

  /** Cuts the texts of many listings; they come into the index with their enterprises (`syncEnterprise`). For loading in bulk. */
  async cutTexts(listingIds: readonly string[]): Promise<void> {
    for (const id of listingIds) {
      const text = await this.facts.listingText(id);
      if (text !== null) await this.profiles.save(id, this.terms.profile(text));
    }
  }

  /** The first and the last offering of a category change what the directory finds its enterprise by. */
  private async syncCategories(listingId: string): Promise<void> {
    const [changed] = await this.database.query<{ enterpriseId: string }>(
      `select l.enterprise_id as "enterpriseId" from listing l
        where l.id = $1 and l.kind = 'offering' and l.category_code is not null
          and not exists (select 1 from listing other where other.enterprise_id = l.enterprise_id and other.kind = 'offering'
                and other.status = 'published' and other.category_code = l.category_code and other.id <> l.id)`,
      [listingId],
    );
    if (changed) await this.indexEnterprise(changed.enterpriseId);
  }

  /** An enterprise and all that it has published: its state, its certificates and its categories are in every document. */
  async syncEnterprise(enterpriseId: string): Promise<void> {
    const listings = await this.database.query<{ id: string }>(
      `select id from listing where enterprise_id = $1 and status = 'published' order by id`,
      [enterpriseId],
    );
    await this.indexListings(listings.map(({ id }) => id));
    await this.indexEnterprise(enterpriseId);
  }

  private async indexEnterprise(enterpriseId: string): Promise<void> {
    const enterprise = await this.facts.enterprise(enterpriseId);
    if (enterprise === null) await this.index.remove([enterpriseId]);
    else await this.index.upsert([enterpriseDocument(enterprise)]);
  }

  /** Indexes those that are visible with the terms that are stored, takes the others out, and says which are in. */
  private async indexListings(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const [demands, supplies] = await Promise.all([this.facts.demands(ids), this.facts.supplies(ids)]);
    const documents = [
      ...demands.filter(({ isPublished }) => isPublished).map(demandDocument),
      ...supplies.filter(({ offering, provider }) => offering.isPublished && provider.isVerified).map(({ offering }) => offeringDocument(offering)),
    ];
    const visible = new Set(documents.map(({ id }) => id));
    await this.index.upsert(documents);
    await this.index.remove(ids.filter((id) => !visible.has(id)));
    return visible;
  }
}
