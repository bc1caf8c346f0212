import { demandsFor, offeringsFor } from '../../../src/features/matching/candidate-queries.js';
import type { DemandFacts, Supply } from '../../../src/features/matching/facts.js';
import { FactsQueries } from '../../../src/features/matching/facts.queries.js';
import { evaluateOwnCollection } from '../../../src/features/matching/graded/evaluate-own.js';
import { GRADED_NOW, readGradedCollection } from '../../../src/features/matching/graded/graded-collection.js';
import { gradedId, gradedMarket, type GradedMarket } from '../../../src/features/matching/graded/graded-facts.js';
import { candidateRecall, gradedFigures } from '../../../src/features/matching/graded/graded-figures.js';
import { IndexingService } from '../../../src/features/matching/indexing.service.js';
import { RankingService } from '../../../src/features/matching/ranking.service.js';
import { rankDemand, rankOffering } from '../../../src/features/matching/scoring/rank.js';
import type { ScoringContext } from '../../../src/features/matching/scoring/score.js';
import { STARTING_WEIGHTS } from '../../../src/features/matching/scoring/weights.js';
import { demandDocument, offeringDocument, searchText } from '../../../src/features/matching/search-documents.js';
import { TermStatisticsStore } from '../../../src/features/matching/term-statistics.store.js';
import { TermsService } from '../../../src/features/matching/terms.service.js';
import { TaxonomyService } from '../../../src/features/taxonomy/taxonomy.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { createIndexes, dropIndexes, MeilisearchSearchIndex } from '../../../src/platform/search/meilisearch-search-index.js';
import { SearchIndex } from '../../../src/platform/search/search-index.js';
import { newId } from '../../../src/shared/ids.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { loadGradedMarket } from '../../support/graded-market.js';
import { describeOnMeilisearch, testMeilisearch } from '../../support/meilisearch.js';

/**
 * The graded collection through the real rows, indexes, facts, constraints and scores. Figures are exact: whoever changes one on purpose
 * measures it anew; whoever did not has broken something.
 */

const collection = readGradedCollection();
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

let test: TestApp;
let market: GradedMarket;
let context: ScoringContext;
let facts: FactsQueries;
let words: ReadonlyMap<string, string>;

beforeAll(async () => {
  // No worker runs: the tests do its work step by step.
  test = await startTestApp({ APP_ROLE: 'web' });
  test.clock.set(GRADED_NOW);
  const database = test.app.get(Database);
  const taxonomy = test.app.get(TaxonomyService);
  await loadGradedMarket(database.manager, collection, GRADED_NOW);
  const indexing = test.app.get(IndexingService);
  await indexing.cutTexts([...collection.offerings, ...collection.demands].map(({ id }) => gradedId(id)));
  for (const { id } of collection.enterprises) await indexing.syncEnterprise(gradedId(id));
  await test.app.get(TermStatisticsStore).refresh();
  facts = test.app.get(FactsQueries);
  market = gradedMarket(collection, {
    codePath: (kind, code) => taxonomy.codePath(kind, code),
    coveringRegions: (code) => taxonomy.coveringRegions(code),
    profile: (source) => test.app.get(TermsService).profile(source),
  });
  context = await test.app.get(RankingService).context([...market.demands.values(), ...[...market.supplies.values()].map(({ offering }) => offering)].map(({ terms }) => terms));
  words = new Map([...collection.offerings, ...collection.demands].map(({ id }) => [gradedId(id), id]));
});

afterAll(() => test.close());

const idsOf = (listings: readonly { readonly id: string }[]): string[] => listings.map(({ id }) => gradedId(id));

it('reads from the rows just the facts that are in the collection', async () => {
  const terms = ({ words: { counts }, pairs }: DemandFacts['terms']): unknown => Object.fromEntries([...counts, ...pairs.counts].sort());
  const certificates = ({ certificates: held }: Supply['offering']): unknown => Object.fromEntries(held.map(({ code, ...proof }) => [code, proof]).sort());
  const plain = ({ offering, provider }: Supply): unknown => ({
    offering: { ...offering, terms: terms(offering.terms), certificates: certificates(offering) },
    // The demands of the past, which they answered, were of no category.
    provider: { ...provider, answers: [] },
  });
  const plainDemand = (demand: DemandFacts): unknown => ({ ...demand, terms: terms(demand.terms) });
  expect((await facts.supplies(idsOf(collection.offerings))).map(plain)).toEqual([...market.supplies.values()].map(plain));
  expect((await facts.demands(idsOf(collection.demands))).map(plainDemand)).toEqual([...market.demands.values()].map(plainDemand));
});

/** What an engine and the scoring make of every demand. */
async function run(index: SearchIndex) {
  const candidates = new Map<string, readonly string[]>();
  const ranked = new Map<string, readonly string[]>();
  const totals = new Map<string, number>();
  for (const demand of await facts.demands(idsOf(collection.demands))) {
    const word = words.get(demand.id)!;
    const hits = await index.candidates(offeringsFor(demand, context.statistics));
    const { matches } = rankDemand(demand, await facts.supplies(hits.map(({ id }) => id)), context);
    candidates.set(word, hits.map(({ id }) => words.get(id)!));
    ranked.set(word, matches.map(({ offeringId }) => words.get(offeringId)!));
    for (const { demandId, offeringId, explanation } of matches) totals.set(demandId + offeringId, explanation.total);
  }
  return { candidates, ranked, totals };
}

/** Pairs that the index itself must keep out; the days of certificates it does not know. */
function forbiddenAmong(candidates: ReadonlyMap<string, readonly string[]>): string[] {
  return [...collection.exclusions].flatMap(([demandId, pairs]) =>
    [...pairs].filter(([offeringId, reasons]) => reasons.some((reason) => reason !== 'certificates-expired') && candidates.get(demandId)!.includes(offeringId)).map(([offeringId]) => `${demandId} ${offeringId}`),
  );
}

async function expectFigures(index: SearchIndex): Promise<void> {
  const { candidates, ranked, totals } = await run(index);
  // Nearly all that is missing at fifty is in the other language: it has no word in common, and no engine is to blame.
  const recallAt = (k: number): number => rounded(candidateRecall(collection, candidates, k));
  expect({ at10: recallAt(10), at20: recallAt(20), at50: recallAt(50) }).toEqual({ at10: 0.8112, at20: 0.8604, at50: 0.8729 });
  expect(forbiddenAmong(candidates)).toEqual([]);
  const figures = gradedFigures(collection, ranked);
  expect(figures.forbidden).toEqual([]);
  const { ndcgAt10, recallAt10, recallAt50 } = figures;
  expect({ ndcgAt10: rounded(ndcgAt10), recallAt10: rounded(recallAt10), recallAt50: rounded(recallAt50) }).toEqual({ ndcgAt10: 0.7946, recallAt10: 0.8123, recallAt50: 0.8324 });
  // With exact candidates the figures are the same: the engine lost nothing that a list would have shown.
  const exact = await evaluateOwnCollection(market, STARTING_WEIGHTS);
  expect(figures.byDemand).toEqual(exact.byDemand);
  await expectOneNumber(index, totals);
}

/** Every tenth offering from its side: what it finds has the number that it had from the demand's side. */
async function expectOneNumber(index: SearchIndex, totals: ReadonlyMap<string, number>): Promise<void> {
  let compared = 0;
  for (const supply of await facts.supplies(idsOf(collection.offerings.filter((_, i) => i % 10 === 0)))) {
    const hits = await index.candidates(demandsFor(supply.offering, context.statistics));
    const { matches } = rankOffering(supply, await facts.demands(hits.map(({ id }) => id)), context);
    for (const { demandId, offeringId, explanation } of matches) {
      // One that is not there is a third of its enterprise, or shares too little with the demand to be among its candidates.
      if (!totals.has(demandId + offeringId)) continue;
      expect(explanation.total).toBe(totals.get(demandId + offeringId));
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(100);
}

it('finds and orders the collection exactly so well on Postgres', () => expectFigures(test.app.get(SearchIndex)));

describeOnMeilisearch('on Meilisearch', () => {
  const name = `graded_${newId().replaceAll('-', '')}`;

  afterAll(() => dropIndexes(testMeilisearch(), name));

  it('finds and orders it exactly as well', async () => {
    const server = testMeilisearch();
    await createIndexes(server, name);
    const index = new MeilisearchSearchIndex(server, name);
    const offerings = collection.offerings.map((text) => offeringDocument(market.supplies.get(text.id)!.offering, searchText(text)));
    const demands = collection.demands.map((text) => demandDocument(market.demands.get(text.id)!, searchText(text)));
    await index.upsert([...offerings, ...demands]);
    await expectFigures(index);
  });
});
