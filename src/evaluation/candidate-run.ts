import { offeringDocument, searchText } from '../features/matching/search-documents.js';
import { offeringsFor } from '../features/matching/candidate-queries.js';
import type { DemandFacts, OfferingFacts, ProviderRecord, Supply } from '../features/matching/facts.js';
import { rankDemand } from '../features/matching/scoring/rank.js';
import { textRatio } from '../features/matching/scoring/text-match.js';
import { mixedTextValue, type PairMeaning } from '../features/matching/scoring/text-part.js';
import { DemandMeaning, isRead } from '../features/matching/meaning/meaning-space.js';
import { STARTING_WEIGHTS } from '../features/matching/scoring/weights.js';
import { keywordsOf } from '../features/matching/terms/keywords.js';
import type { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import { priorShare } from '../features/matching/terms/term-prior.js';
import type { TermProfile } from '../features/matching/terms/term-profile.js';
import type { TermStatistics } from '../features/matching/terms/term-statistics.js';
import { termWeights } from '../features/matching/terms/term-weights.js';
import type { SearchIndex } from '../platform/search/search-index.js';
import { ExactRanking } from './exact-ranking.js';
import type { JudgedSet, JudgedText } from './judged-set.js';
import { recallAt } from './metrics.js';
import type { SetMeaning } from './set-meaning.js';

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

/** A set in an engine's index, and all that scoring wants to know of it. */
interface LoadedSet {
  readonly set: JudgedSet;
  readonly index: SearchIndex;
  readonly profileOf: (text: { title: string; body: string }) => TermProfile;
  readonly supplies: ReadonlyMap<string, Supply>;
  readonly exact: ExactRanking;
  readonly loadPerSecond: number;
}

/** Every offering of a set into an engine's index, through the port's own writing. */
export async function loadSet(set: JudgedSet, index: SearchIndex, pipeline: TermPipeline): Promise<LoadedSet> {
  const profileOf = (text: { title: string; body: string }): TermProfile => pipeline.profile({ ...text, tags: [] });
  const supplies = new Map<string, Supply>(
    set.offerings.map((text) => [text.id, { offering: offeringFacts(text.id, profileOf(text)), provider: { ...PROVIDER, enterpriseId: text.id } }]),
  );
  const loadStart = performance.now();
  const texts = new Map(set.offerings.map((text) => [text.id, searchText(text)]));
  const documents = [...supplies.values()].map(({ offering }) => offeringDocument(offering, texts.get(offering.id)!));
  await index.upsert(documents);
  return { set, index, profileOf, supplies, exact: new ExactRanking(documents), loadPerSecond: (1_000 * supplies.size) / (performance.now() - loadStart) };
}

export interface CandidateRun {
  /** By demand, as the engine ranks its candidates, and as the text part of the score does; ties by the set's own id. */
  readonly found: ReadonlyMap<string, readonly string[]>;
  readonly reranked: ReadonlyMap<string, readonly string[]>;
  /** The text part of a pair, 0 to 1, and the share of the demand's ceiling that its words reach. */
  readonly score: (demandId: string, offeringId: string) => number;
  readonly ratio: (demandId: string, offeringId: string) => number;
  /** What the text part is made of; nothing is near without a model. */
  readonly nearness: (demandId: string, offeringId: string) => PairMeaning;
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
  /** Null: words alone. */
  readonly meaning: SetMeaning | null;
}

/** As many as the product looks at where meaning can choose among them (`MeaningService`). */
export const CANDIDATES_WITH_MEANING = 400;

/** Every demand of a loaded set through the real search port and the real scoring. */
export async function runCandidates(loaded: LoadedSet, { demandText, hasCounts, meaning }: RunOptions): Promise<CandidateRun> {
  const { set, index, profileOf, supplies, exact } = loaded;
  const counted = hasCounts ? [...supplies.values()].map(({ offering }) => offering.terms) : [];
  const statistics = countTerms(counted);
  const context = { now: NOW, today: '2026-01-01', statistics, weights: STARTING_WEIGHTS, meaning };
  const found = new Map<string, readonly string[]>();
  const reranked = new Map<string, readonly string[]>();
  const engineMs: number[] = [];
  const matchMs: number[] = [];
  const bestFiftyHeld: number[] = [];
  const keywords = new Map(set.demands.map((text) => [text.id, keywordsOf(profileOf(demandText(text)), statistics)]));
  const meanings = new Map(set.demands.flatMap(({ id }) => demandMeaning(meaning, id)));
  const ratio = (demandId: string, offeringId: string): number => {
    const supply = supplies.get(offeringId);
    return supply === undefined ? 0 : textRatio(keywords.get(demandId) ?? [], termWeights(supply.offering.terms));
  };
  const nearness = (demandId: string, offeringId: string): PairMeaning => {
    if (meaning === null) return { state: 'off' };
    const vectors = meaning.vectors.get(offeringId);
    const near = vectors && isRead(vectors) ? meanings.get(demandId)?.compare(vectors) : undefined;
    return near === undefined ? { state: 'unread' } : { state: 'compared', nearness: near.value, passage: near.passage };
  };
  const score = (demandId: string, offeringId: string): number => mixedTextValue(ratio(demandId, offeringId), nearness(demandId, offeringId));
  for (const text of set.demands) {
    const start = performance.now();
    const demand = demandFacts(text.id, profileOf(demandText(text)));
    const query = offeringsFor(demand, statistics);
    const asked = performance.now();
    const hits = await index.candidates({ ...query, limit: meaning === null ? query.limit : CANDIDATES_WITH_MEANING });
    engineMs.push(performance.now() - asked);
    rankDemand(demand, hits.flatMap(({ id }) => supplies.get(id) ?? []), context);
    matchMs.push(performance.now() - start);
    const ids = hits.map(({ id }) => id);
    found.set(text.id, ids);
    const scores = new Map(ids.map((id) => [id, score(text.id, id)]));
    reranked.set(text.id, [...ids].sort((a, b) => scores.get(b)! - scores.get(a)! || (a < b ? -1 : 1)));
    const best = exact.best(keywords.get(text.id) ?? [], 50);
    if (best.length > 0) bestFiftyHeld.push(recallAt(ids, new Set(best), ids.length));
  }
  return { found, reranked, score, ratio, nearness, engineMs, matchMs, bestFiftyHeld };
}

function demandMeaning(meaning: SetMeaning | null, id: string): [string, DemandMeaning][] {
  const vectors = meaning?.vectors.get(id);
  return meaning && vectors && isRead(vectors) ? [[id, new DemandMeaning(meaning.space, vectors)]] : [];
}
