import { FactsQueries } from '../../../src/features/matching/facts.queries.js';
import { offeringsFor } from '../../../src/features/matching/candidate-queries.js';
import { GRADED_NOW, readGradedCollection } from '../../../src/features/matching/graded/graded-collection.js';
import { gradedId } from '../../../src/features/matching/graded/graded-facts.js';
import { IndexingService } from '../../../src/features/matching/indexing.service.js';
import { RankingService } from '../../../src/features/matching/ranking.service.js';
import { RematchJobs } from '../../../src/features/matching/rematch/rematch.jobs.js';
import { RematchStore } from '../../../src/features/matching/rematch/rematch.store.js';
import { RematchService } from '../../../src/features/matching/rematch/rematch.service.js';
import { OfferingRows } from '../../../src/features/matching/rematch/offering-rows.js';
import { RoughScorer } from '../../../src/features/matching/rematch/rough-score.js';
import { rankDemand } from '../../../src/features/matching/scoring/rank.js';
import { failedConstraints } from '../../../src/features/matching/scoring/constraints.js';
import { specificationsIn } from '../../../src/features/matching/scoring/part-values.js';
import { TermStatisticsStore } from '../../../src/features/matching/term-statistics.store.js';
import { Database } from '../../../src/platform/database/database.js';
import { askedByNumber } from '../../../src/platform/search/memory-index.js';
import { loadMemoryIndex, termNumbersOf } from '../../../src/platform/search/memory-index.loader.js';
import type { NumberedHits } from '../../../src/platform/search/memory-search.types.js';
import { MemorySearchers } from '../../../src/platform/search/memory-searchers.js';
import { EVERYTHING } from '../../../src/platform/search/search-filter.js';
import { SearchIndex } from '../../../src/platform/search/search-index.js';
import { scoreOf } from '../../../src/platform/search/weight-scale.js';
import { newId } from '../../../src/shared/ids.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { loadGradedMarket } from '../../support/graded-market.js';

const collection = readGradedCollection();
const demandIds = collection.demands.map(({ id }) => gradedId(id)).sort();

let test: TestApp;
let database: Database;
let rematch: RematchService;
let ranking: RankingService;

beforeAll(async () => {
  // No worker runs: the tests do its work step by step.
  test = await startTestApp({ APP_ROLE: 'web' });
  test.clock.set(GRADED_NOW);
  [database, rematch, ranking] = [test.app.get(Database), test.app.get(RematchService), test.app.get(RankingService)];
  await loadGradedMarket(database.manager, collection, GRADED_NOW);
  const indexing = test.app.get(IndexingService);
  await indexing.cutTexts([...collection.offerings, ...collection.demands].map(({ id }) => gradedId(id)));
  for (const { id } of collection.enterprises) await indexing.syncEnterprise(gradedId(id));
  await test.app.get(TermStatisticsStore).refresh();
});

afterAll(() => test.close());

const silent = (): void => undefined;
const never = new AbortController().signal;

/** Every suggestion as it stands, without what each writing gives anew. */
const suggestions = (): Promise<unknown[]> =>
  database.query(
    `select demand_id, offering_id, score, coverage, explanation from match where status = 'suggested' and demand_id = any($1::uuid[]) order by demand_id, offering_id`,
    [demandIds],
  );

const forget = (): Promise<unknown> => database.query(`delete from match where status = 'suggested'`);

it('suggests just what the ranking of each demand suggests, with the same scores and the same words', async () => {
  for (const id of demandIds) await ranking.suggestForDemand(id);
  const ranked = await suggestions();
  expect(ranked.length).toBeGreaterThan(400);
  await forget();
  const state = await rematch.run(silent);
  expect(state).toMatchObject({ demands: demandIds.length, written: ranked.length });
  expect(await suggestions()).toEqual(ranked);
});

it('writes nothing when nothing has changed, as the daily job finds', async () => {
  await new RematchJobs(rematch).run();
  expect(await database.query('select demands, written, finished_at is not null as "isOver" from rematch')).toEqual([{ demands: demandIds.length, written: 0, isOver: true }]);
  expect(await rematch.run(silent)).toMatchObject({ demands: demandIds.length, written: 0 });
});

it('writes the demands of which something has changed, and drops what is no suggestion any more', async () => {
  const [first] = await database.query<{ demand_id: string; offering_id: string }>(`select demand_id, offering_id from match where status = 'suggested' order by score desc limit 1`);
  await database.query(`update match set score = score - 5 where demand_id = $1 and offering_id = $2`, [first!.demand_id, first!.offering_id]);
  const [elsewhere] = await database.query<{ id: string }>(`select o.id from listing o where o.kind = 'offering' and not exists (select 1 from match m where m.offering_id = o.id and m.demand_id = $1) limit 1`, [first!.demand_id]);
  await database.query(
    `insert into match select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'offering_id', $3::uuid))).* from match m where m.demand_id = $1 and m.offering_id = $2`,
    [first!.demand_id, first!.offering_id, elsewhere!.id],
  );
  const state = await rematch.run(silent);
  expect(state!.written).toBeGreaterThan(0);
  const after = await suggestions();
  await forget();
  for (const id of demandIds) await ranking.suggestForDemand(id);
  expect(after).toEqual(await suggestions());
});

it('leaves alone what somebody was told of', async () => {
  await database.query(`update match set status = 'invited', invited_at = now(), answer_due_at = now() + interval '1 day', score = 1 where id = (select id from match where status = 'suggested' and demand_id = any($1::uuid[]) limit 1)`, [demandIds]);
  const told = (): Promise<unknown[]> => database.query(`select * from match where status = 'invited'`);
  const before = await told();
  await forget();
  await rematch.run(silent);
  expect(await told()).toEqual(before);
  await database.query(`update match set status = 'suggested', invited_at = null, answer_due_at = null where status = 'invited'`);
});

it('leaves alone what was suggested of an offering that came after the index was read', async () => {
  await forget();
  await rematch.run(silent);
  const before = await suggestions();
  const [{ offering_id: late }] = (await database.query<{ offering_id: string }>(`select offering_id from match where status = 'suggested' order by score desc limit 1`)) as [{ offering_id: string }];
  await test.app.get(SearchIndex).remove([late]);
  const facts = test.app.get(FactsQueries);
  const read = facts.demands.bind(facts);
  let isThere: Promise<unknown> | undefined;
  facts.demands = async (ids) => {
    await (isThere ??= test.app.get(IndexingService).syncListing(late));
    return read(ids);
  };
  try {
    await rematch.run(silent);
  } finally {
    facts.demands = read;
  }
  expect(await suggestions()).toEqual(before);
});

it('goes on where it was stopped, and only one goes on at a time', async () => {
  await forget();
  await database.query(`update rematch set worker = gen_random_uuid(), seen_at = now()`);
  expect(await rematch.run(silent)).toBeNull();
  // The other one died after the twentieth demand.
  await database.query(`update rematch set seen_at = now() - interval '3 minutes', started_at = now(), finished_at = null, after = $1, demands = 20, written = 7`, [demandIds[19]]);
  const state = await rematch.run(silent);
  expect(state!.demands).toBe(demandIds.length);
  const rows = await database.query<{ demand: string }>(`select distinct demand_id as demand from match where status = 'suggested' and demand_id = any($1::uuid[])`, [demandIds]);
  expect(rows.every(({ demand }) => demandIds.indexOf(demand) >= 20)).toBe(true);
  expect(rows.length).toBeGreaterThan(20);
});

it('is taken for dead when it says nothing, and hears of it when it speaks again', async () => {
  const store = test.app.get(RematchStore);
  const [slow, other] = [newId(), newId()];
  const silence = (): Promise<unknown> => database.query(`update rematch set seen_at = now() - interval '3 minutes'`);
  const name = await store.begin();
  await store.claim(slow, name);
  await silence();
  // It reads for long, and says so.
  expect(await store.beat(slow)).toBe(true);
  expect(await store.claim(other, name)).toBeNull();
  await silence();
  expect(await store.claim(other, name)).not.toBeNull();
  expect(await store.beat(slow)).toBe(false);
  expect(await store.beat(other)).toBe(true);
  await store.release(other, true);
});

it('does nothing after it was told to stop, and the next one does all', async () => {
  await forget();
  expect(await rematch.run(silent, AbortSignal.abort())).toMatchObject({ demands: 0 });
  expect(await suggestions()).toEqual([]);
  expect(await rematch.run(silent)).toMatchObject({ demands: demandIds.length });
});

const named = ({ index }: MemorySearchers, { numbers, sums }: NumberedHits): { id: string; score: number }[] =>
  Array.from(numbers, (number, i) => ({ id: index.idOf(number), score: scoreOf(sums[i]!) }));

describe('the index in memory', () => {
  it('finds what the port finds, in its order', async () => {
    const searchers = new MemorySearchers(await loadMemoryIndex(database.dataSource, 'offering', silent, never), 0);
    const demands = await test.app.get(FactsQueries).demands(demandIds);
    const { statistics } = await ranking.context(demands.map(({ terms }) => terms));
    for (const demand of demands) {
      const query = offeringsFor(demand, statistics);
      const numbers = await termNumbersOf(database.dataSource, query.terms.map(({ term }) => term));
      for (const limit of [7, 200]) {
        const [hits] = await searchers.find([{ terms: askedByNumber(query.terms, numbers), filter: query.filter, limit, watched: [] }]);
        const asked = await test.app.get(SearchIndex).candidates({ ...query, limit });
        expect(named(searchers, hits!)).toEqual(asked.map(({ id, score }) => ({ id, score })));
      }
    }
  });

  it('has the offerings read page by page as in one go, and no further than it is told to', async () => {
    const facts = test.app.get(FactsQueries);
    const index = await loadMemoryIndex(database.dataSource, 'offering', silent, never);
    const described = (rows: OfferingRows): unknown[] =>
      Array.from({ length: index.end }, (_, number) => {
        if (!rows.isOpen(number)) return null;
        const { enterpriseId } = rows.providerAt(rows.provider(number));
        return [enterpriseId, rows.certificates(number), rows.priceMin(number), rows.priceMax(number), rows.leadDays(number), rows.updatedAt(number), rows.record(number), rows.hasWishes(number)];
      });
    const whole = described(await OfferingRows.read(facts, index, silent, never));
    expect(whole.filter((row) => row !== null).length).toBeGreaterThan(400);
    expect(described(await OfferingRows.read(facts, index, silent, never, 7))).toEqual(whole);
    const stop = new AbortController();
    const begun = described(await OfferingRows.read(facts, index, () => stop.abort(), stop.signal, 7)).filter((row) => row !== null).length;
    expect(begun).toBeGreaterThan(0);
    expect(begun).toBeLessThanOrEqual(14);
  });

  // The last one: it leaves the market in disorder.
  it('bounds every score, and leaves out just what fails a hard constraint', async () => {
    const facts = test.app.get(FactsQueries);
    const searchers = new MemorySearchers(await loadMemoryIndex(database.dataSource, 'offering', silent, never), 0);
    const [closed, suspended, blocked, own] = collection.offerings.map(({ id }) => gradedId(id));
    const [first, second, third] = demandIds;
    await database.query(`update listing set status = 'closed', closed_reason = 'withdrawn' where id = any($1::uuid[])`, [[closed, third]]);
    await database.query(`update enterprise set status = 'suspended' where id = (select enterprise_id from listing where id = $1)`, [suspended]);
    await database.query(`insert into block (enterprise_id, blocked_enterprise_id, created_at) select d.enterprise_id, o.enterprise_id, now() from listing d, listing o where d.id = $1 and o.id = $2`, [first, blocked]);
    await database.query(`update listing set enterprise_id = (select enterprise_id from listing where id = $2) where id = $1`, [second, own]);
    const rows = await OfferingRows.read(facts, searchers.index, silent, never);
    const supplies = new Map((await facts.supplies(collection.offerings.map(({ id }) => gradedId(id)))).map((supply) => [supply.offering.id, supply]));
    const demands = await facts.demands(demandIds);
    const context = await ranking.context(demands.map(({ terms }) => terms));
    const failures = new Set<string>();
    let [pairs, width] = [0, 0];
    for (const demand of demands) {
      const terms = offeringsFor(demand, context.statistics).terms;
      const numbers = await termNumbersOf(database.dataSource, terms.map(({ term }) => term));
      const [hits] = await searchers.find([{ terms: askedByNumber(terms, numbers), filter: EVERYTHING, limit: supplies.size, watched: [] }]);
      const scorer = new RoughScorer(rows, demand, context);
      for (const [i, { id, score }] of named(searchers, hits!).entries()) {
        const supply = supplies.get(id)!;
        const written = specificationsIn(demand.terms).filter((term) => supply.offering.terms.words.counts.has(term)).length;
        const bounds = scorer.bounds(hits!.numbers[i]!, score, written);
        const failed = failedConstraints(demand, supply, context.today);
        expect(bounds === null).toBe(failed.length > 0);
        for (const { code } of failed) failures.add(code);
        const [match] = rankDemand(demand, [supply], context).matches;
        if (bounds === null || match === undefined) continue;
        expect(match.explanation.total).toBeGreaterThanOrEqual(bounds.low);
        expect(match.explanation.total).toBeLessThanOrEqual(bounds.high);
        pairs += 1;
        width += bounds.high - bounds.low;
      }
    }
    expect([...failures].sort()).toEqual([
      ...['blocked', 'certificates-expired', 'certificates-missing', 'demand-not-published', 'offering-not-published', 'provider-not-verified', 'region-not-served', 'same-enterprise'],
    ]);
    expect(pairs).toBeGreaterThan(1_000);
    expect(width / pairs).toBeLessThan(3);
  });
});
