import { offeringsFor } from '../features/matching/candidate-queries.js';
import { gradedContext } from '../features/matching/graded/evaluate-own.js';
import { GRADED_TODAY, readGradedCollection } from '../features/matching/graded/graded-collection.js';
import { gradedMarket, type GradedMarket } from '../features/matching/graded/graded-facts.js';
import { candidateRecall, type GradedFigures, gradedFigures } from '../features/matching/graded/graded-figures.js';
import { rankDemand } from '../features/matching/scoring/rank.js';
import { STARTING_WEIGHTS } from '../features/matching/scoring/weights.js';
import { offeringDocument, searchText } from '../features/matching/search-documents.js';
import { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import { readCodeLists } from '../features/taxonomy/code-list.file.js';
import { Taxonomy } from '../features/taxonomy/taxonomy.js';
import type { SearchIndex } from '../platform/search/search-index.js';
import { CANDIDATES_WITH_MEANING } from './candidate-run.js';
import { withEngines } from './evaluated-engines.js';
import type { JudgedSet } from './judged-set.js';
import { bootstrapInterval, overlapAt, mean, quantile } from './metrics.js';
import type { SetMeaning } from './set-meaning.js';

interface OwnRun {
  /** Offerings by demand as the engine found them, best first, in the collection's own ids. */
  readonly candidates: ReadonlyMap<string, readonly string[]>;
  readonly figures: GradedFigures;
  readonly engineMs: readonly number[];
}

/** The graded collection of our own, as the product would read it from rows. */
export function loadMarket(): GradedMarket {
  const lists = readCodeLists();
  const taxonomy = new Taxonomy(lists, () => GRADED_TODAY);
  const pipeline = new TermPipeline(lists['service-category'].flatMap(({ nameZh, synonyms }) => [nameZh, ...synonyms]));
  return gradedMarket(readGradedCollection(), {
    codePath: (kind, code) => taxonomy.codePath(kind, code),
    coveringRegions: (code) => taxonomy.coveringRegions(code),
    profile: (source) => pipeline.profile(source),
  });
}

/** Its texts under the ids of its rows, for whoever makes vectors of them. */
export function textsOf({ collection, supplies, demands }: GradedMarket): Pick<JudgedSet, 'demands' | 'offerings'> {
  return {
    demands: collection.demands.map(({ id, title, body }) => ({ id: demands.get(id)!.id, title, body })),
    offerings: collection.offerings.map(({ id, title, body }) => ({ id: supplies.get(id)!.offering.id, title, body })),
  };
}

async function runOwn(market: GradedMarket, index: SearchIndex, meaning: SetMeaning | null): Promise<OwnRun> {
  const { collection, supplies, demands, statistics } = market;
  const wordOf = new Map([...supplies].map(([word, { offering }]) => [offering.id, word]));
  const candidates = new Map<string, readonly string[]>();
  const ranked = new Map<string, readonly string[]>();
  const engineMs: number[] = [];
  for (const [word, demand] of demands) {
    const start = performance.now();
    const query = offeringsFor(demand, statistics);
    const hits = await index.candidates({ ...query, limit: meaning === null ? query.limit : CANDIDATES_WITH_MEANING });
    engineMs.push(performance.now() - start);
    const found = hits.map(({ id }) => wordOf.get(id)!);
    candidates.set(word, found);
    const { matches } = rankDemand(demand, found.map((id) => supplies.get(id)!), { ...gradedContext(market, STARTING_WEIGHTS), meaning });
    ranked.set(word, matches.map(({ offeringId }) => wordOf.get(offeringId)!));
  }
  return { candidates, figures: gradedFigures(collection, ranked), engineMs };
}

/**
 * The graded collection of our own on every engine that is there: what the candidates hold, how the score orders them, and
 * whether anything came through that a hard constraint forbids.
 */
export async function evaluateOwn(market: GradedMarket, meaning: SetMeaning | null, print: (line: string) => void): Promise<object> {
  const { collection, supplies } = market;
  print(`our own graded collection: ${collection.demands.length} demands, ${collection.offerings.length} offerings, weights ${STARTING_WEIGHTS.name}`);
  return withEngines(process.env, async (engines) => {
    const rows: object[] = [];
    const runs: OwnRun[] = [];
    for (const { engine, name, index } of engines) {
      await index.upsert(collection.offerings.map((text) => offeringDocument(supplies.get(text.id)!.offering, searchText(text))));
      print(name);
      for (const known of meaning === null ? [null] : [null, meaning]) {
        const run = await runOwn(market, index, known);
        if (known === null) runs.push(run);
        const { ndcgAt10, recallAt10, recallAt50, byDemand, forbidden } = run.figures;
        const held = (k: number): number => candidateRecall(collection, run.candidates, k);
        const { low, high } = bootstrapInterval(byDemand.map((row) => row.ndcgAt10));
        const embedder = known?.space.model ?? null;
        const row = { engine, embedder, recallAt50: held(50), recallAt200: held(200), rerankedRecallAt50: recallAt50, ndcgAt10, msPerDemand: quantile(run.engineMs, 0.5) };
        print(`  ${known === null ? 'words' : 'words and meaning'}`);
        print(`    candidates             recall@50 ${row.recallAt50.toFixed(3)}  @200 ${row.recallAt200.toFixed(3)}  ${row.msPerDemand.toFixed(1)} ms a demand (p50)`);
        print(`    ordered by the score   nDCG@10 ${ndcgAt10.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})  recall@10 ${recallAt10.toFixed(3)}  @50 ${recallAt50.toFixed(3)}`);
        print(`    forbidden pairs shown  ${forbidden.length === 0 ? 'none' : forbidden.join(', ')}`);
        rows.push({ ...row, forbidden });
      }
    }
    const [one, other] = runs;
    const overlapAt50 = one && other ? mean(collection.demands.map(({ id }) => overlapAt(one.candidates.get(id) ?? [], other.candidates.get(id) ?? [], 50))) : null;
    if (overlapAt50 !== null) print(`overlap@50 of the engines ${overlapAt50.toFixed(3)}`);
    return { engines: rows, overlapAt50 };
  });
}
