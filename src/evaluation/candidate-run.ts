import { offeringDocument, searchText } from '../features/matching/search-documents.js';
import { offeringsFor } from '../features/matching/candidate-queries.js';
import type { DemandFacts, OfferingFacts, ProviderRecord, Supply } from '../features/matching/facts.js';
import { rankDemand } from '../features/matching/scoring/rank.js';
import { textRatio } from '../features/matching/scoring/text-match.js';
import { STARTING_WEIGHTS } from '../features/matching/scoring/weights.js';
import { keywordsOf } from '../features/matching/terms/keywords.js';
import type { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import { priorShare } from '../features/matching/terms/term-prior.js';
import type { TermProfile } from '../features/matching/terms/term-profile.js';
import type { TermStatistics } from '../features/matching/terms/term-statistics.js';
import { termWeights } from '../features/matching/terms/term-weights.js';
import type { SearchIndex } from '../platform/search/search-index.js';
import { ExactRanking } from './exact-ranking.js';
import type { Answers, JudgedSet, JudgedText } from './judged-set.js';
import { recallAt } from './metrics.js';

const NOW = new Date('2026-01-01T00:00:00Z');

/** Nobody in particular: the set says nothing of enterprises, places or prices, so the text decides alone. */
const PROVIDER: Omit<ProviderRecord, 'enterpriseId'> = {
  isVerified: true,
  size: 'medium',
  registeredAt: NOW,
  openInvitations: 0,
  capacity: 10,
  invited: 0,
  answered: 0,
  medianAnswerHours: null,
  answers: [],
  evidence: { checked: 0, selfDeclared: 0 },
  preferredIndustries: [],
  preferredRegions: [],
  orderSize: { min: null, max: null },
};

const NOTHING_STATED = { isPublished: true, category: [], industry: [], region: [], certificates: [], publishedAt: NOW };

function offeringFacts(id: string, terms: TermProfile): OfferingFacts {
  // An enterprise each: the rule of two of one enterprise must not touch these figures.
  return { ...NOTHING_STATED, id, enterpriseId: id, terms, serviceRegions: [], price: { min: null, max: null }, leadDays: null, updatedAt: NOW };
}

function demandFacts(id: string, terms: TermProfile): DemandFacts {
  return { ...NOTHING_STATED, id, enterpriseId: id, terms, coveringRegions: [], budget: { min: null, max: null }, deadline: null, blockedEnterpriseIds: new Set() };
}

function countTerms(profiles: readonly TermProfile[]): TermStatistics {
  const counts = new Map<string, number>();
  for (const { words, pairs } of profiles) {
    for (const term of [...words.counts.keys(), ...pairs.counts.keys()]) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return { version: 'evaluation', documents: profiles.length, frequency: (term) => counts.get(term) ?? 0, priorShare };
}

export interface CandidateRun extends Answers {
  readonly loadPerSecond: number;
  /** For each demand: the engine alone, and with the score and the explanation of each candidate. */
  readonly engineMs: readonly number[];
  readonly matchMs: readonly number[];
  /** For each demand with any candidate at all: the share of the exact best fifty that the engine's candidates hold. */
  readonly bestFiftyHeld: readonly number[];
}

export interface RunOptions {
  /** Which part of a demand is asked with. */
  readonly demandText: (demand: JudgedText) => { title: string; body: string };
  /** False: with the prior alone, as on a platform's first day. */
  readonly hasCounts: boolean;
}

/**
 * Puts a set through the real search port and the real scoring: every offering indexed, every demand ranked.
 */
export async function runCandidates(set: JudgedSet, index: SearchIndex, pipeline: TermPipeline, { demandText, hasCounts }: RunOptions): Promise<CandidateRun> {
  const profileOf = (text: { title: string; body: string }): TermProfile => pipeline.profile({ ...text, tags: [] });
  const supplies = new Map<string, Supply>(
    set.offerings.map((text) => [text.id, { offering: offeringFacts(text.id, profileOf(text)), provider: { ...PROVIDER, enterpriseId: text.id } }]),
  );
  const loadStart = performance.now();
  const texts = new Map(set.offerings.map((text) => [text.id, searchText(text)]));
  const documents = [...supplies.values()].map(({ offering }) => offeringDocument(offering, texts.get(offering.id)!));
  await index.upsert(documents);
  const loadPerSecond = (1_000 * supplies.size) / (performance.now() - loadStart);
  const exact = new ExactRanking(documents);

  const counted = hasCounts ? [...supplies.values()].map(({ offering }) => offering.terms) : [];
  const statistics = countTerms(counted);
  const context = { now: NOW, today: '2026-01-01', statistics, weights: STARTING_WEIGHTS };
  const ranked = new Map<string, readonly string[]>();
  const engineMs: number[] = [];
  const matchMs: number[] = [];
  const bestFiftyHeld: number[] = [];
  const keywords = new Map(set.demands.map((text) => [text.id, keywordsOf(profileOf(demandText(text)), statistics)]));
  for (const text of set.demands) {
    const start = performance.now();
    const demand = demandFacts(text.id, profileOf(demandText(text)));
    const asked = performance.now();
    const hits = await index.candidates(offeringsFor(demand, statistics));
    engineMs.push(performance.now() - asked);
    rankDemand(demand, hits.flatMap(({ id }) => supplies.get(id) ?? []), context);
    matchMs.push(performance.now() - start);
    ranked.set(text.id, hits.map(({ id }) => id));
    const best = exact.best(keywords.get(text.id) ?? [], 50);
    if (best.length > 0) bestFiftyHeld.push(recallAt(hits.map(({ id }) => id), new Set(best), hits.length));
  }
  const score = (demandId: string, offeringId: string): number => {
    const supply = supplies.get(offeringId);
    return supply === undefined ? 0 : textRatio(keywords.get(demandId) ?? [], termWeights(supply.offering.terms));
  };
  return { ranked, score, loadPerSecond, engineMs, matchMs, bestFiftyHeld };
}
