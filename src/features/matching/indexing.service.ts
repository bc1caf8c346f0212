import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { SearchDocument } from '../../platform/search/search-document.js';
import { SearchIndex } from '../../platform/search/search-index.js';
import { LISTING_KINDS, type ListingKind } from '../listings/listing.types.js';
import { FactsQueries } from './facts.queries.js';
import { demandDocument, enterpriseDocument, offeringDocument, searchText } from './search-documents.js';
import { TermProfilesStore } from './term-profiles.store.js';
import { PIPELINE_VERSION } from './terms/term-profile.js';
import { TermsService } from './terms.service.js';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const REPAIR_PAGE = 500;
/** Of a listing that was deleted between two looks at it. */
const NO_TEXT = { title: '', body: '' };

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
    const listing = await this.facts.listingText(listingId);
    if (listing === null) return false;
    const { kind, ...text } = listing;
    await this.profiles.save(listingId, this.terms.profile(text));
    const visible = await this.indexListings([listingId], kind);
    if (kind === 'offering') await this.syncCategories(listingId);
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
    for (const kind of LISTING_KINDS) {
      const listings = await this.database.query<{ id: string }>(
        `select id from listing where enterprise_id = $1 and kind = $2 and status = 'published' order by id`,
        [enterpriseId, kind],
      );
      await this.indexListings(listings.map(({ id }) => id), kind);
    }
    await this.indexEnterprise(enterpriseId);
  }

  /**
   * Finds what is on the market and not in the index, or cut by an older pipeline, and brings it in line: after an update of the program,
   * a restored backup, or an index that was lost. Says how many documents it touched.
   */
  async repair(): Promise<number> {
    const listings = await this.repairPages(
      `select l.id, coalesce(p.pipeline = ${PIPELINE_VERSION}, false) as "isCurrent" from listing l left join term_profile p on p.listing_id = l.id
        where l.status = 'published' and l.id > $1 order by l.id limit ${REPAIR_PAGE}`,
      (id) => this.syncListing(id),
    );
    const enterprises = await this.repairPages(
      `select e.id, true as "isCurrent" from enterprise e where e.status = 'verified' and e.id > $1 order by e.id limit ${REPAIR_PAGE}`,
      (id) => this.indexEnterprise(id),
    );
    return listings + enterprises;
  }

  private async repairPages(sql: string, sync: (id: string) => Promise<unknown>): Promise<number> {
    let touched = 0;
    for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
      const page: readonly { id: string; isCurrent: boolean }[] = await this.database.query(sql, [after]);
      const present = await this.index.contains(page.map(({ id }) => id));
      for (const { id } of page.filter((row) => !row.isCurrent || !present.has(row.id))) {
        await sync(id);
        touched += 1;
      }
      after = page.at(-1)?.id;
    }
    return touched;
  }

  private async indexEnterprise(enterpriseId: string): Promise<void> {
    const enterprise = await this.facts.enterprise(enterpriseId);
    if (enterprise === null) await this.index.remove([enterpriseId]);
    else await this.index.upsert([enterpriseDocument(enterprise)]);
  }

  /** Indexes those that are visible with the terms that are stored, takes the others out, and says which are in. */
  private async indexListings(ids: readonly string[], kind: ListingKind): Promise<ReadonlySet<string>> {
    const documents = kind === 'demand' ? await this.demandDocuments(ids) : await this.offeringDocuments(ids);
    const visible = new Set(documents.map(({ id }) => id));
    await this.index.upsert(documents);
    await this.index.remove(ids.filter((id) => !visible.has(id)));
    return visible;
  }

  private async demandDocuments(ids: readonly string[]): Promise<SearchDocument[]> {
    const demands = (await this.facts.demands(ids)).filter(({ isPublished }) => isPublished);
    const texts = await this.facts.texts(demands.map(({ id }) => id));
    return demands.map((demand) => demandDocument(demand, searchText(texts.get(demand.id) ?? NO_TEXT)));
  }

  private async offeringDocuments(ids: readonly string[]): Promise<SearchDocument[]> {
    const supplies = (await this.facts.supplies(ids)).filter(({ offering, provider }) => offering.isPublished && provider.isVerified);
    const texts = await this.facts.texts(supplies.map(({ offering }) => offering.id));
    return supplies.map(({ offering }) => offeringDocument(offering, searchText(texts.get(offering.id) ?? NO_TEXT)));
  }
}
