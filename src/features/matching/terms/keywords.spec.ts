import { ceilingOf, keywordsOf } from './keywords.js';
import { bagOf, EMPTY_PROFILE } from './term-profile.js';
import type { TermProfile } from './term-profile.js';
import { priorShare } from './term-prior.js';
import type { TermStatistics } from './term-statistics.js';
import { inverseFrequency } from './term-statistics.js';
import { termWeights } from './term-weights.js';

const profileOf = (counts: Record<string, number>): TermProfile => ({ ...EMPTY_PROFILE, words: bagOf(new Map(Object.entries(counts))) });

function statistics(documents: number, frequencies: Record<string, number> = {}): TermStatistics {
  return { version: 'test', documents, frequency: (term) => frequencies[term] ?? 0, priorShare };
}

it('knows rare words from common ones before there is a single listing', () => {
  const empty = statistics(0);
  expect(inverseFrequency(empty, '刀具寿命')).toBeGreaterThan(inverseFrequency(empty, '机械'));
  expect(inverseFrequency(empty, '机械')).toBeGreaterThan(inverseFrequency(empty, '发展'));
});

it('keeps keywords that most of 15 listings have, and drops them among thousands', () => {
  const profile = profileOf({ 轴承: 3, 磨损: 1 });
  expect(keywordsOf(profile, statistics(15, { 轴承: 14, 磨损: 1 })).map((k) => k.term)).toContain('轴承');
  expect(keywordsOf(profile, statistics(2_000, { 轴承: 150, 磨损: 1 })).map((k) => k.term)).toEqual(['磨损']);
});

it('chooses by weight, not by rarity: what a text repeats beats what it names once', () => {
  const [first] = keywordsOf(profileOf({ 轴承: 6, 陨铁: 1 }), statistics(5_000, { 轴承: 60, 陨铁: 2 }));
  expect(first?.term).toBe('轴承');
});

it('asks for forty words at most, and never gets more than the ceiling', () => {
  const many = profileOf(Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`词${i}`, 1 + (i % 5)])));
  const keywords = keywordsOf(many, statistics(0));
  expect(keywords).toHaveLength(40);
  const weights = termWeights(many);
  const reached = keywords.reduce((sum, { term, weight }) => sum + weight * (weights.get(term) ?? 0), 0);
  expect(reached).toBeLessThan(ceilingOf(keywords));
});

it('weighs a term less in a longer text', () => {
  const short = termWeights(profileOf({ 轴承: 3 })).get('轴承') ?? 0;
  const long = termWeights(profileOf({ 轴承: 3, 其余: 200 })).get('轴承') ?? 0;
  expect(short).toBeGreaterThan(long);
});
