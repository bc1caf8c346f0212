import type { INestApplicationContext } from '@nestjs/common';
import type pg from 'pg';
import { FactsQueries } from '../features/matching/facts.queries.js';
import { OF_ONE_ENTERPRISE, SUGGESTION_FLOOR, SUGGESTIONS } from '../features/matching/match.rules.js';
import { MeaningService } from '../features/matching/meaning/meaning.service.js';
import { RankingService } from '../features/matching/ranking.service.js';
import { RELEVANCE_FLOOR } from '../features/matching/relevance.js';
import { DemandBatch, type PassTools } from '../features/matching/rematch/demand-batch.js';
import { OfferingRows } from '../features/matching/rematch/offering-rows.js';
import { PassTerms } from '../features/matching/rematch/pass-terms.js';
import type { RoughPair } from '../features/matching/rematch/promising-pairs.js';
import { RematchStore } from '../features/matching/rematch/rematch.store.js';
import { SuggestionsStore } from '../features/matching/suggestions.store.js';
import { TermStatisticsStore } from '../features/matching/term-statistics.store.js';
import { Database } from '../platform/database/database.js';
import { loadMemoryIndex } from '../platform/search/memory-index.loader.js';
import { MemorySearchers } from '../platform/search/memory-searchers.js';
import { newId } from '../shared/ids.js';
import { type CopiedValue, copyRows } from './copy-rows.js';

/**
 * Suggestions as an earlier night would have left them: the best of each demand with the score that lies between its bounds, and an explanation that says
 * nothing but its table of weights. To score and explain every pair in full would take many times as long as the night that is to be measured.
 */

const BATCH = 500;

const MATCH = [
  ...['id', 'demand_id', 'offering_id', 'demand_enterprise_id', 'offering_enterprise_id', 'status', 'score', 'coverage', 'explanation', 'explanation_version', 'weights', 'created_at', 'updated_at', 'version'],
];

/** Writes them for the demands that have none; goes on where it was stopped. */
export async function writeSuggestions(app: INestApplicationContext, client: pg.ClientBase, tell: (done: number, total: number) => void, stop: AbortSignal): Promise<void> {
  const { rows } = await client.query<{ last: string | null }>(`select demand_id as last from match where status = 'suggested' order by demand_id desc limit 1`);
  let after = rows[0]?.last ?? null;
  const store = app.get(RematchStore, { strict: false });
  if ((await store.openDemands(after, 1)).length === 0) return;
  const tools = await toolsOf(app, stop);
  const total = await store.countOpenDemands();
  try {
    for (let [ids, done] = [await store.openDemands(after, BATCH), 0]; ids.length > 0 && !stop.aborted; ids = await store.openDemands(after, BATCH)) {
      await copyRows(client, 'match', MATCH, suggestionRows(await DemandBatch.read(tools, ids), tools));
      done += ids.length;
      after = ids.at(-1)!;
      tell(done, total);
    }
  } finally {
    await tools.searchers.close();
  }
  await client.query('vacuum analyze match');
}

async function toolsOf(app: INestApplicationContext, stop: AbortSignal): Promise<PassTools> {
  const [database, facts] = [app.get(Database, { strict: false }), app.get(FactsQueries, { strict: false })];
  const searchers = new MemorySearchers(await loadMemoryIndex(database.dataSource, 'offering', () => undefined, stop));
  return {
    facts,
    ranking: app.get(RankingService, { strict: false }),
    suggestions: app.get(SuggestionsStore, { strict: false }),
    meaning: app.get(MeaningService, { strict: false }),
    searchers,
    newer: () => Promise.resolve(new Set<string>()),
    terms: new PassTerms(database, app.get(TermStatisticsStore, { strict: false })),
    rows: await OfferingRows.read(facts, searchers.index, () => undefined, stop),
  };
}

function* suggestionRows(batch: DemandBatch, { rows }: PassTools): Generator<CopiedValue[]> {
  const now = new Date();
  for (const each of batch.demands) {
    const { id, enterpriseId } = each.demand;
    for (const pair of bestOf(batch.roughPairs(each))) {
      yield [newId(), id, pair.offeringId, enterpriseId, rows.providerAt(pair.provider).enterpriseId, 'suggested', scoreOf(pair), 1, JSON.stringify({ basis: { weights: batch.weights } }), 2, batch.weights, now, now, 1];
    }
  }
}

function scoreOf({ low, high }: RoughPair): number {
  return Math.round(5 * (low + high)) / 10;
}

function bestOf(pairs: readonly RoughPair[]): RoughPair[] {
  const counts = new Map<number, number>();
  const spread = [...pairs].sort((a, b) => scoreOf(b) - scoreOf(a)).filter(({ provider }) => {
    counts.set(provider, (counts.get(provider) ?? 0) + 1);
    return counts.get(provider)! <= OF_ONE_ENTERPRISE;
  });
  return spread.filter((pair) => scoreOf(pair) >= SUGGESTION_FLOOR && pair.relevance >= RELEVANCE_FLOOR).slice(0, SUGGESTIONS);
}

/** Makes so large a share of the demands' suggestions untrue by three points, as if that much had happened since. */
export async function disturb(client: pg.ClientBase, share: number): Promise<void> {
  await client.query(
    `update match set score = score - 3 where id in (
       select distinct on (demand_id) id from match where status = 'suggested' and score > 20 and mod(abs(hashtext(demand_id::text || $2)), 1000) < $1 order by demand_id, score)`,
    [Math.round(1_000 * share), newId()],
  );
  await client.query('vacuum analyze match');
}
