import type pg from 'pg';
import { storeProfile } from '../features/matching/terms/term-profile.js';
import { kindNumber } from '../platform/search/search-document.js';
import type { SearchIndex } from '../platform/search/search-index.js';
import { DAY_MS } from '../shared/durations.js';
import { indexTables } from './bare-copy.js';
import { type CopiedValue, copyRows } from './copy-rows.js';
import { documentOf, type GeneratedListing } from './generated-listing.js';
import type { ListingGenerator } from './listing-generator.js';

/**
 * The rows behind generated listings, as far as matching reads them: enterprises, listings with their texts, and terms. Everything is on the market now,
 * and came there within the last 150 days, in the order of the numbers.
 */

/** Numbers of one transaction. */
const BATCH = 10_000;
const AGE_DAYS = 150;
const TERM_DAYS = 365;

const ENTERPRISE = ['id', 'code', 'name', 'uscc', 'region_code', 'industry_code', 'size', 'contact_name', 'contact_phone', 'contact_email', 'status', 'verified_at', 'created_at', 'updated_at', 'version'];
const LISTING = [
  ...['id', 'code', 'kind', 'enterprise_id', 'status', 'language', 'title', 'body', 'materials', 'methods', 'effect', 'product', 'application', 'category_code', 'industry_code', 'region_code'],
  ...['service_regions', 'budget_min', 'budget_max', 'deadline', 'lead_days', 'certificates', 'tags', 'seats', 'return_reasons', 'revision', 'published_at', 'expires_at', 'created_at', 'updated_at', 'version'],
];
const PROFILE = ['listing_id', 'pipeline', 'words', 'pairs'];

type Generated<Kind extends GeneratedListing['kind']> = Extract<GeneratedListing, { kind: Kind }>;

/** Writes what is lacking of the first so many into the tables and the index; goes on where it was stopped. */
export async function writeMarket(client: pg.ClientBase, index: SearchIndex, generator: ListingGenerator, listings: number, tell: (done: number) => void, stop: AbortSignal): Promise<void> {
  const now = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const { rows } = await client.query<{ done: string }>('select (select count(*) from enterprise) + (select count(*) from listing) as done');
  for (let from = Number(rows[0]!.done); from < listings && !stop.aborted; from += BATCH) {
    const made = [...generator.listings(from, Math.min(listings, from + BATCH))].map((listing, i) => ({ listing, at: new Date(now - AGE_DAYS * DAY_MS * (1 - (from + i) / listings)) }));
    // What is written to the index and not to the tables comes again.
    await index.upsert(made.map(({ listing }) => documentOf(listing)));
    await client.query('begin');
    await copyRows(client, 'enterprise', ENTERPRISE, made.flatMap(({ listing, at }) => (listing.kind === 'enterprise' ? [enterpriseRow(listing, at)] : [])));
    const rest = made.flatMap(({ listing, at }) => (listing.kind === 'enterprise' ? [] : [{ listing, at }]));
    await copyRows(client, 'listing', LISTING, rest.map(({ listing, at }) => listingRow(listing, at, now)));
    await copyRows(client, 'term_profile', PROFILE, rest.map(({ listing }) => profileRow(listing)));
    await client.query('commit');
    tell(Math.min(listings, from + BATCH));
  }
  if (stop.aborted) return;
  for (const { name } of await indexTables(client)) await client.query(`vacuum analyze ${name}`);
  await client.query('vacuum analyze enterprise, listing, term_profile');
  await countTerms(client);
}

function enterpriseRow({ text, facts }: Generated<'enterprise'>, at: Date): CopiedValue[] {
  return [facts.id, `E-${facts.id}`, text.title, facts.id.slice(-18), facts.region.at(-1)!, facts.industry.at(-1) ?? null, 'medium', '-', '-', 'nobody@example.com', 'verified', at, at, at, 1];
}

function listingRow(listing: Generated<'offering'> | Generated<'demand'>, at: Date, now: number): CopiedValue[] {
  const { kind, text, facts } = listing;
  const amount = kind === 'demand' ? listing.facts.budget : listing.facts.price;
  const deadline = kind === 'demand' && listing.facts.deadline !== null ? new Date(now + Date.parse(listing.facts.deadline) - facts.publishedAt.getTime()).toISOString().slice(0, 10) : null;
  const certificates = kind === 'demand' ? listing.facts.certificates : listing.facts.certificates.map(({ code }) => code);
  return [
    ...[facts.id, `${kind === 'demand' ? 'D' : 'S'}-${facts.id}`, kind, facts.enterpriseId, 'published', 'zh', text.title, text.body, '', '', '', '', '', facts.category.at(-1)!, facts.industry.at(-1)!, facts.region.at(-1)!],
    ...[kind === 'demand' ? [] : listing.facts.serviceRegions, amount.min, amount.max, deadline, kind === 'demand' ? null : listing.facts.leadDays, certificates, text.tags, 5, [], 1],
    ...[at, new Date(now + TERM_DAYS * DAY_MS), at, at, 1],
  ];
}

function profileRow({ facts }: Generated<'offering'> | Generated<'demand'>): CopiedValue[] {
  const { pipeline, words, pairs } = storeProfile(facts.terms);
  return [facts.id, pipeline, JSON.stringify(words), JSON.stringify(pairs)];
}

/** How often each term occurs in offerings, as the product counts it, but from the packed postings, which say it much sooner. */
async function countTerms(client: pg.ClientBase): Promise<void> {
  const offering = kindNumber('offering');
  await client.query('begin');
  await client.query('delete from term_frequency');
  await client.query(
    `insert into term_frequency (term, documents)
     select t.token, counted.documents from (select term, sum(length(postings)) / 4 as documents from search_block where kind = $1 group by term) counted join search_term t on t.number = counted.term`,
    [offering],
  );
  await client.query(
    `insert into term_snapshot (version, documents, made_at) select 'generated', count(*), now() from listing where kind = 'offering'
     on conflict on constraint pk_term_snapshot do update set version = excluded.version, documents = excluded.documents, made_at = excluded.made_at`,
  );
  await client.query('commit');
  await client.query('vacuum analyze term_frequency');
}
