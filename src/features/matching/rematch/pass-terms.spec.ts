import type { DataSource } from 'typeorm';
import { bagOf, EMPTY_PROFILE, type TermProfile } from '../terms/term-profile.js';
import type { TermStatistics } from '../terms/term-statistics.js';
import { PassTerms } from './pass-terms.js';

const text = (...terms: string[]): TermProfile => ({ ...EMPTY_PROFILE, words: bagOf(new Map(terms.map((term) => [term, 1]))) });

/** A market that is counted anew from time to time; every term occurs as often as it was counted. */
class Counts {
  count = 1;
  readonly asked: string[][] = [];

  async load(terms: Iterable<string>): Promise<TermStatistics> {
    const [known, { count }] = [new Set(terms), this];
    this.asked.push([...known].sort());
    await Promise.resolve();
    return { version: `v${count}`, documents: 10 * count, frequency: (term) => (known.has(term) ? count : 0), priorShare: () => 0 };
  }
}

const passTerms = (counts: Counts): PassTerms => new PassTerms({ dataSource: {} as DataSource }, counts);
const frequencies = ({ frequency }: TermStatistics, ...terms: string[]): number[] => terms.map(frequency);

describe('what a pass knows of terms', () => {
  it('asks for each term once', async () => {
    const counts = new Counts();
    const terms = passTerms(counts);
    await terms.statistics([text('a', 'b')]);
    const second = await terms.statistics([text('b', 'c'), text('a')]);
    expect(counts.asked).toEqual([['a', 'b'], ['c']]);
    expect(frequencies(second, 'a', 'b', 'c')).toEqual([1, 1, 1]);
  });

  it('never mixes two counts, whoever asks at the same time', async () => {
    const counts = new Counts();
    const terms = passTerms(counts);
    const first = await terms.statistics([text('a', 'b')]);
    counts.count = 2;
    const both = await Promise.all([terms.statistics([text('a', 'c')]), terms.statistics([text('b', 'd')])]);
    expect(frequencies(first, 'a', 'b')).toEqual([1, 1]);
    expect(both.map(({ version }) => version)).toEqual(['v2', 'v2']);
    expect(frequencies(both[0], 'a', 'c')).toEqual([2, 2]);
    expect(frequencies(both[1], 'b', 'd')).toEqual([2, 2]);
    expect(frequencies(await terms.statistics([text('a', 'b', 'c', 'd')]), 'a', 'b', 'c', 'd')).toEqual([2, 2, 2, 2]);
  });
});
