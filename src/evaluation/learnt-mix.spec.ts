import type { CandidateRun } from './candidate-run.js';
import type { JudgedSet } from './judged-set.js';
import { learntMix } from './learnt-mix.js';
import { mean } from './metrics.js';

const DEMANDS = Array.from({ length: 15 }, (_, i) => `d${String(i).padStart(2, '0')}`);
const OFFERINGS = Array.from({ length: 12 }, (_, i) => `o${String(i).padStart(2, '0')}`);

/** Offerings 3, 7 and 11 of each demand are relevant; what is near in meaning, and what shares words, says `tells`. */
function made(tells: (place: number) => { meaning: number; ratio: number }): [JudgedSet, CandidateRun] {
  const text = (id: string) => ({ id, title: id, body: '' });
  const judgements = new Map(DEMANDS.map((id) => [id, new Map(OFFERINGS.map((offering, place) => [offering, place % 4 === 3 ? 4 : 1]))]));
  const of = (offeringId: string) => tells(OFFERINGS.indexOf(offeringId));
  const ranked = new Map(DEMANDS.map((id) => [id, OFFERINGS]));
  const run: CandidateRun = {
    found: ranked,
    reranked: ranked,
    ratio: (_, offeringId) => of(offeringId).ratio,
    nearness: (_, offeringId) => ({ state: 'compared', nearness: of(offeringId).meaning, passage: null }),
    score: () => 0,
    engineMs: [],
    matchMs: [],
    bestFiftyHeld: [],
  };
  return [{ demands: DEMANDS.map(text), offerings: OFFERINGS.map(text), judgements }, run];
}

it('learns which of the two tells, and ranks by it', () => {
  const chance = (place: number): number => ((place * 7) % 12) / 12;
  const byMeaning = learntMix(...made((place) => ({ meaning: place % 4 === 3 ? 0.8 : 0.2, ratio: chance(place) / 10 })));
  expect(mean(byMeaning.figures.ndcgAt10)).toBe(1);
  expect(Math.min(...byMeaning.shares)).toBeGreaterThan(0.7);
  const byWords = learntMix(...made((place) => ({ meaning: chance(place), ratio: place % 4 === 3 ? 0.2 : 0.02 })));
  expect(mean(byWords.figures.ndcgAt10)).toBe(1);
  expect(Math.max(...byWords.shares)).toBeLessThan(0.3);
});

it('ranks a demand by a mix that has not seen it', () => {
  // What tells in the first fold's demands tells the opposite everywhere else: whoever had peeped would rank them right.
  const [set, run] = made((place) => ({ meaning: place % 4 === 3 ? 0.8 : 0.2, ratio: 0 }));
  const odd = new Set(DEMANDS.filter((_, i) => i % 5 === 0));
  const flipped: CandidateRun = { ...run, nearness: (demandId, offeringId) => {
    const near = run.nearness(demandId, offeringId);
    return odd.has(demandId) && near.state === 'compared' ? { ...near, nearness: 1 - near.nearness } : near;
  } };
  const { ndcgAt10 } = learntMix(set, flipped).figures;
  for (const [i, value] of ndcgAt10.entries()) {
    if (i % 5 === 0) expect(value).toBeLessThan(0.5);
    else expect(value).toBe(1);
  }
});
