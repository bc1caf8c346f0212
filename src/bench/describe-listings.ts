import { parseArgs } from 'node:util';
import { ListingGenerator } from './listing-generator.js';

/**
 * `node dist/bench/describe-listings.js [--listings N]`: what the generated listings are like. Natural text has a vocabulary that grows with
 * n^0.5 to n^0.8 (Heaps), document frequencies that fall about with the rank (Zipf), and half of its words in one text only.
 */

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

class Census {
  readonly frequencies = new Map<string, number>();
  listings = 0;
  terms = 0;
  characters = 0;

  print(): void {
    const sorted = [...this.frequencies.values()].sort((a, b) => b - a);
    const once = sorted.filter((frequency) => frequency === 1).length;
    const ranks = [1, 10, 100, 1_000, 10_000, 100_000].filter((rank) => rank <= sorted.length);
    print(
      `${this.listings.toLocaleString('en')} listings: ${(this.terms / this.listings).toFixed(0)} different terms ` +
        `and ${(this.characters / this.listings).toFixed(0)} characters each; ${sorted.length.toLocaleString('en')} terms in all, ${percent(once / sorted.length)} of them in one listing`,
    );
    print(`  share of listings with the term of rank ${ranks.map((rank) => `${rank.toLocaleString('en')}: ${percent(sorted[rank - 1]! / this.listings)}`).join(', ')}`);
    const common = sorted.filter((frequency) => frequency > 0.05 * this.listings);
    print(`  ${common.length} terms stand in more than 5 % of the listings and make up ${percent(common.reduce((sum, frequency) => sum + frequency, 0) / this.terms)} of the postings`);
  }
}

function describe(count: number): void {
  const generator = new ListingGenerator();
  const census = new Census();
  const start = performance.now();
  let spent = 0;
  let sizeBefore: number | undefined;
  for (const { text, facts } of generator.listings(0, count)) {
    census.listings += 1;
    census.characters += text.title.length + text.body.length;
    for (const bag of [facts.terms.words, facts.terms.pairs]) {
      census.terms += bag.counts.size;
      for (const term of bag.counts.keys()) census.frequencies.set(term, (census.frequencies.get(term) ?? 0) + 1);
    }
    if (!/^[13]0+$/.test(String(census.listings)) || census.listings < 1_000) continue;
    const told = performance.now();
    census.print();
    const size = census.frequencies.size;
    if (sizeBefore !== undefined) print(`  the vocabulary grew with n^${(Math.log(size / sizeBefore) / Math.log(/^1/.test(String(census.listings)) ? 10 / 3 : 3)).toFixed(2)}`);
    sizeBefore = size;
    spent += performance.now() - told;
  }
  print(`${Math.round((1_000 * count) / (performance.now() - start - spent)).toLocaleString('en')} listings a second, counted`);
  const again = performance.now();
  for (const listing of generator.listings(0, 20_000)) if (listing.text.title === '') throw new Error('a listing without a title');
  print(`${Math.round(20_000_000 / (performance.now() - again)).toLocaleString('en')} listings a second, made`);
  for (let number = 0; number < 9; number += 3) {
    const { kind, text } = generator.listing(number);
    print(`${kind}: ${text.title} | ${text.body}`);
  }
}

const { values } = parseArgs({ options: { listings: { type: 'string', default: '100000' } } });
describe(Number(values.listings));
