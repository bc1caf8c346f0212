import { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import { readCodeList } from '../features/taxonomy/code-list.file.js';
import { searchText } from '../features/matching/search-documents.js';
import { isId } from '../shared/ids.js';
import { documentOf, type GeneratedListing } from './generated-listing.js';
import { ListingGenerator } from './listing-generator.js';

describe('generated listings', () => {
  let generator: ListingGenerator;
  let listings: GeneratedListing[];

  beforeAll(() => {
    generator = new ListingGenerator();
    listings = [...generator.listings(0, 4_000)];
  });

  it('are the same each time, from whichever number on, and others for another seed', () => {
    const again = new ListingGenerator();
    expect([...again.listings(3_990, 4_000)]).toEqual(listings.slice(3_990));
    expect(new ListingGenerator(2).listing(1).text).not.toEqual(listings[1]!.text);
  });

  it('have ids of their own, in the order of their time', () => {
    const ids = listings.map(({ facts }) => facts.id);
    expect(ids.every(isId)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
    const enterprises = new Set(listings.filter(({ kind }) => kind === 'enterprise').map(({ facts }) => facts.id));
    expect(listings.every((listing) => listing.kind === 'enterprise' || enterprises.has(listing.facts.enterpriseId))).toBe(true);
    expect(ids).not.toContain(generator.newListing(0, 'demand').facts.id);
  });

  it('are a tenth demands, and state what real ones state', () => {
    const share = (check: (listing: GeneratedListing) => boolean): number => listings.filter(check).length / listings.length;
    expect(share(({ kind }) => kind === 'demand')).toBe(0.1);
    expect(share(({ kind }) => kind === 'enterprise')).toBe(0.05);
    expect(share(({ facts }) => facts.region.length >= 2 && facts.industry.length >= 3)).toBeGreaterThan(0.9);
    expect(share(({ text: { title, body } }) => title.length > 8 && body.length > 80)).toBeGreaterThan(0.99);
  });

  it('have words as natural texts do: a few everywhere, half of them once, and always new ones', () => {
    const frequencies = new Map<string, number>();
    let sizeAtQuarter = 0;
    listings.forEach(({ facts }, i) => {
      for (const term of facts.terms.words.counts.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
      if (i === 999) sizeAtQuarter = frequencies.size;
    });
    const sorted = [...frequencies.values()].sort((a, b) => b - a);
    const [first, hundredth, tenThousandth] = [sorted[0]!, sorted[99]!, sorted[9_999]!].map((frequency) => frequency / listings.length);
    expect(first).toBeGreaterThan(0.1);
    expect(first! / hundredth!).toBeGreaterThan(3);
    expect(hundredth! / tenThousandth!).toBeGreaterThan(20);
    expect(sorted.filter((frequency) => frequency === 1).length / sorted.length).toBeGreaterThan(0.35);
    const growth = Math.log(frequencies.size / sizeAtQuarter) / Math.log(4);
    expect(growth).toBeGreaterThan(0.4);
    expect(growth).toBeLessThan(0.85);
  });

  it('carry the terms that the pipeline would find in their texts, but for what it finds across words', () => {
    const categories = readCodeList('service-category').entries;
    const pipeline = new TermPipeline(categories.flatMap(({ nameZh, synonyms }) => [nameZh, ...synonyms]));
    let [same, mine] = [0, 0];
    for (const { text, facts } of listings.slice(0, 200)) {
      const { words, pairs } = pipeline.profile(text);
      expect(facts.terms.pairs).toEqual(pairs);
      mine += facts.terms.words.counts.size;
      same += [...facts.terms.words.counts.keys()].filter((term) => words.counts.has(term)).length;
    }
    expect(same / mine).toBeGreaterThan(0.85);
  });

  it('become documents with the text that real ones would have', () => {
    for (const listing of listings.slice(0, 50)) expect(documentOf(listing).text).toEqual(searchText(listing.text));
  });
});
