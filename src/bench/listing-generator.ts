import { CodeTree } from '../features/taxonomy/code-tree.js';
import { readCodeLists } from '../features/taxonomy/code-list.file.js';
import { RegionTree } from '../features/taxonomy/region-tree.js';
import type { CodeEntry, RegionEntry } from '../features/taxonomy/taxonomy.types.js';
import { DAY_MS } from '../shared/durations.js';
import type { GeneratedListing } from './generated-listing.js';
import { Random, WeightedChoice, zipfWeights } from './random.js';
import { TextWriter } from './text-writer.js';
import { WordStock } from './word-stock.js';

/** The first listing is of this moment, each further one of 40 seconds later: a million fill fifteen months. */
const FIRST_AT = Date.UTC(2025, 0, 1);
const APART_MS = 40_000;

/** Of twenty documents in a row one is an enterprise, two are demands, the others offerings. */
const CYCLE = 20;
const DEMAND_PLACES = new Set([7, 14]);

/** Numbers of texts that are in no collection: to ask with. */
const FIRST_NEW = 2 ** 40;

/** A choice of codes, some of them far more frequent than others. */
class CodeChoice<Entry extends CodeEntry> {
  private readonly codes: readonly string[];
  private readonly choice: WeightedChoice;

  constructor(entries: readonly Entry[], seed: number) {
    const random = new Random(seed);
    this.codes = entries.map(({ code }) => ({ code, at: random.next() })).sort((a, b) => a.at - b.at).map(({ code }) => code);
    this.choice = new WeightedChoice(zipfWeights(this.codes.length, 6));
  }

  draw(random: Random): string {
    return this.codes[this.choice.draw(random)]!;
  }
}

/**
 * Makes up as many listings as are wanted, the n-th always the same one for a seed, whoever asks and in whatever order; keeps nothing but its
 * word stock. Word statistics are natural: see `WordStock` and `drawCoinedWord`, and `describe-listings.ts`, which measures them.
 */
export class ListingGenerator {
  private readonly lists = readCodeLists();
  private readonly stock = new WordStock(this.lists);
  private readonly regions = new RegionTree(this.lists.region);
  private readonly categories = new CodeTree(this.lists['service-category']);
  private readonly industries = new CodeTree(this.lists.industry);
  private readonly aRegion: CodeChoice<RegionEntry>;
  private readonly aCategory: CodeChoice<CodeEntry>;
  private readonly anIndustry: CodeChoice<CodeEntry>;
  private readonly certificates: readonly string[];

  constructor(private readonly seed = 1) {
    const leaves = <Entry extends CodeEntry>(tree: CodeTree<Entry>): Entry[] => tree.entries.filter(({ code }) => tree.children(code).length === 0);
    this.aRegion = new CodeChoice(leaves(this.regions).filter(({ members }) => members.length === 0), 1);
    this.aCategory = new CodeChoice(leaves(this.categories), 2);
    this.anIndustry = new CodeChoice(leaves(this.industries), 3);
    this.certificates = this.lists.certificate.map(({ code }) => code);
  }

  /** Those from one number up to before another. */
  *listings(from: number, end: number): Generator<GeneratedListing> {
    for (let number = from; number < end; number++) yield this.listing(number);
  }

  listing(number: number): GeneratedListing {
    const place = number % CYCLE;
    return this.make(number, place === 0 ? 'enterprise' : DEMAND_PLACES.has(place) ? 'demand' : 'offering');
  }

  /** A listing that is in no collection, however large: the n-th new demand, to match against all offerings. */
  newListing<Kind extends 'demand' | 'offering'>(n: number, kind: Kind): Extract<GeneratedListing, { kind: Kind }> {
    return this.make(FIRST_NEW + n, kind) as Extract<GeneratedListing, { kind: Kind }>;
  }

  /** When the n-th was published, in milliseconds since 1970. */
  publishedAt(number: number): number {
    return FIRST_AT + (number % FIRST_NEW) * APART_MS;
  }

  private make(number: number, kind: GeneratedListing['kind']): GeneratedListing {
    const random = new Random(this.seed, number);
    const [category, industry, region] = [this.aCategory.draw(random), this.anIndustry.draw(random), this.aRegion.draw(random)];
    const { title, body, tags, profile: terms } = new TextWriter(this.stock, random, category, industry).write();
    const text = { title, body, tags };
    const publishedAt = new Date(this.publishedAt(number));
    const id = kind === 'enterprise' ? this.enterpriseId(Math.floor(number / CYCLE)) : idOf(publishedAt, random);
    const codes = { category: codesOf(this.categories, category), industry: codesOf(this.industries, industry), region: codesOf(this.regions, region) };
    const certificates = random.chance(0.35) ? [...new Set([random.pick(this.certificates), random.pick(this.certificates)])] : [];
    if (kind === 'enterprise') {
      return { kind, text, facts: { id, terms, text, region: codes.region, industry: codes.industry, categories: codes.category, certificates, verifiedAt: publishedAt } };
    }
    const shared = { id, enterpriseId: this.anEnterpriseId(number, random), isPublished: true, terms, ...codes, publishedAt };
    if (kind === 'demand') {
      const deadline = random.chance(0.6) ? new Date(publishedAt.getTime() + random.between(20, 200) * DAY_MS).toISOString().slice(0, 10) : null;
      const coveringRegions = this.regions.covering(region);
      return { kind, text, facts: { ...shared, coveringRegions, budget: amount(random, 0.7), deadline, certificates: certificates.slice(0, 1), blockedEnterpriseIds: new Set() } };
    }
    const serviceRegions = random.chance(0.5) ? [] : Array.from({ length: random.between(1, 3) }, () => this.aRegion.draw(random).slice(0, random.pick([2, 4, 4, 6])));
    const held = certificates.map((code) => ({ code, basis: 'self' as const, validUntil: null }));
    return {
      kind,
      text,
      facts: { ...shared, serviceRegions: [...new Set(serviceRegions)], price: amount(random, 0.5), leadDays: random.chance(0.6) ? random.between(5, 120) : null, certificates: held, updatedAt: publishedAt },
    };
  }

  /** Of one of the enterprises that were there by then, the latest more often. */
  private anEnterpriseId(number: number, random: Random): string {
    const latest = Math.floor((number % FIRST_NEW) / CYCLE);
    return this.enterpriseId(random.chance(0.4) ? latest : random.below(latest + 1));
  }

  private enterpriseId(nth: number): string {
    return idOf(new Date(this.publishedAt(nth * CYCLE)), new Random(this.seed + 1, nth));
  }
}

function codesOf<Entry extends CodeEntry>(tree: CodeTree<Entry>, code: string): string[] {
  return tree.path(code).map((entry) => entry.code);
}

/** An amount in CNY, from some thousands to some ten millions; mostly round. */
function amount(random: Random, share: number): { min: number | null; max: number | null } {
  if (!random.chance(share)) return { min: null, max: null };
  const max = Math.round(10 ** (0.5 + 3 * random.next())) * 10_000;
  return { min: random.chance(0.6) ? Math.round((max * random.pick([0.4, 0.5, 0.6, 0.8])) / 1_000) * 1_000 : null, max };
}

/** A UUID of version 7 of that moment, so that rows of one time lie together as real ones do. */
function idOf(at: Date, random: Random): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`;
}
